using System.Diagnostics;
using NUnit.Framework;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Tests.Support;

namespace Totvs.Webhooks.Tests.Sending;

/// <summary>What the platform's own tracing tells of an attempt: the path and the query of a URL are secrets.</summary>
public sealed class TracedAttemptTests
{
    [Test]
    public async Task Platforms_own_trace_of_an_attempt_holds_no_path_of_the_url([Values] bool isObserved)
    {
        await using LoopbackReceiver receiver = await LoopbackReceiver.StartAsync();
        using SenderUnderTest sender = SenderUnderTest.OnLoopback();
        using Activity caller = new Activity("the host's own").Start();
        List<string> told = [];
        using ActivityListener listener = new()
        {
            ShouldListenTo = source => source.Name.StartsWith("System.Net", StringComparison.Ordinal) || source.Name.Length == 0,
            Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
            {
                Note(options.TraceId, options.Tags);
                return ActivitySamplingResult.AllDataAndRecorded;
            },
            ActivityStarted = activity => Note(activity.TraceId, activity.TagObjects),
            ActivityStopped = activity =>
            {
                Note(activity.TraceId, activity.TagObjects);
                Note(activity.TraceId, activity.Events.SelectMany(happening => happening.Tags));
                Note(activity.TraceId, [KeyValuePair.Create("name", (object?)activity.OperationName)]);
            },
        };
        ActivitySource.AddActivityListener(listener);
        using IDisposable subscription = DiagnosticListener.AllListeners.Subscribe(new SpanTagger(isObserved, caller.TraceId));

        DeliveryOutcome outcome = await sender.SendAsync(new Uri(receiver.Url, "/services/T0/B0/path-secret?sig=query-secret"));

        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.Delivered), outcome.Description);
        Assert.That(told, Has.None.Contains("secret"));
        Assert.That(told, Has.Some.EqualTo($"url.full=http://127.0.0.1:{receiver.Url.Port}"));
        Assert.That(told, Has.One.EqualTo("name=System.Net.Http.HttpRequestOut"));

        // Other tests make requests, too.
        void Note(ActivityTraceId trace, IEnumerable<KeyValuePair<string, object?>>? tags)
        {
            lock (told)
            {
                told.AddRange((trace == caller.TraceId ? tags ?? [] : []).Select(tag => $"{tag.Key}={tag.Value}"));
            }
        }
    }

    /// <summary>Puts the whole URL into each span as it begins, as older instrumentations do.</summary>
    private sealed class SpanTagger(
        bool tags, ActivityTraceId trace) : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
    {
        public void OnNext(DiagnosticListener value)
        {
            if (tags && value.Name == "HttpHandlerDiagnosticListener")
            {
                value.Subscribe(this);
            }
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Key.EndsWith(".Start", StringComparison.Ordinal) && Activity.Current?.TraceId == trace)
            {
                object? request = value.Value?.GetType().GetProperty("Request")?.GetValue(value.Value);
                Activity.Current.SetTag("url.full", ((HttpRequestMessage)request!).RequestUri!.ToString());
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }
}
