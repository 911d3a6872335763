using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Http.Logging;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using NUnit.Framework;
using Polly;
using RichardSzalay.MockHttp;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sending;
using Totvs.Webhooks.Tests.Support;

namespace Totvs.Webhooks.Tests.Sending.Clients;

/// <summary>What a host sets up for all its HTTP clients is not for deliveries, whatever it is and whenever it was registered.</summary>
public sealed class HostDefaultsTests
{
    private const string Foreign = "X-Internal-Key";

    private static readonly string[] OwnHeaders = ["Host", "User-Agent", "Content-Type", "Content-Length", "webhook-id"];

    /// <summary>Each hangs something on every client of the host that would add the header, or more requests.</summary>
    private static IEnumerable<(string Name, Func<IServiceCollection, object> Set)> Kinds()
    {
        yield return (
            "default header",
            services => services.ConfigureHttpClientDefaults(
                http => http.ConfigureHttpClient(client => client.DefaultRequestHeaders.Add(Foreign, "1"))));
        yield return ("default header by services", services => services.ConfigureHttpClientDefaults(http =>
            http.ConfigureHttpClient(
                (_, client) => client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "internal"))));
        yield return (
            "handler",
            services => services.ConfigureHttpClientDefaults(http => http.AddHttpMessageHandler(() => new StampingHandler(Foreign))));
        yield return ("additional handlers", services => services.ConfigureHttpClientDefaults(http =>
            http.ConfigureAdditionalHttpMessageHandlers((handlers, _) => handlers.Add(new StampingHandler(Foreign)))));
        yield return ("options of all names", services => services.ConfigureAll<HttpClientFactoryOptions>(options =>
            options.HttpMessageHandlerBuilderActions.Add(builder => builder.AdditionalHandlers.Add(new StampingHandler(Foreign)))));
        yield return ("options after all others", services => services.PostConfigureAll<HttpClientFactoryOptions>(options =>
            options.HttpMessageHandlerBuilderActions.Add(builder => builder.AdditionalHandlers.Add(new StampingHandler(Foreign)))));
        yield return (
            "options of all names by a service",
            services => services.AddOptions<HttpClientFactoryOptions>(null).Configure<TimeProvider>((options, _) =>
                options.HttpClientActions.Add(client => client.DefaultRequestHeaders.Add(Foreign, "1"))));
        yield return (
            "class of options",
            services => services.AddSingleton<IConfigureOptions<HttpClientFactoryOptions>>(new StampingSetup(Foreign, client: null)));
        yield return (
            "class of options after all others",
            services => services.AddSingleton<IPostConfigureOptions<HttpClientFactoryOptions>>(new StampingSetup(Foreign, client: null)));
        yield return ("filter", services => services.AddSingleton<IHttpMessageHandlerBuilderFilter>(new StampingFilter(Foreign)));
        yield return ("filter put first", services => First(services, new StampingFilter(Foreign)));
        yield return (
            "service discovery",
            services => services.AddServiceDiscovery().ConfigureHttpClientDefaults(http => http.AddServiceDiscovery()));
        yield return ("header propagation", services => services
            .AddHeaderPropagation(options => options.Headers.Add(Foreign))
            .ConfigureHttpClientDefaults(http => http.AddHeaderPropagation()));
        yield return (
            "primary handler",
            services => services.ConfigureHttpClientDefaults(http => http.ConfigurePrimaryHttpMessageHandler(() => Refusing())));
        yield return ("sockets handler", services => services.ConfigureHttpClientDefaults(http => http.UseSocketsHttpHandler((handler, _) =>
            handler.RequestHeaderEncodingSelector = (_, _) => throw new InvalidOperationException("A default reached the handler."))));
        yield return ("base address and time", services => services.ConfigureHttpClientDefaults(http => http.ConfigureHttpClient(client =>
        {
            client.BaseAddress = new Uri("https://internal.example.com");
            client.Timeout = TimeSpan.FromTicks(1);
        })));
    }

    private static IEnumerable<TestCaseData> Defaults() => Kinds().SelectMany(kind => InBothOrders(kind.Name, kind.Set));

    [TestCaseSource(nameof(Defaults))]
    public async Task Nothing_that_a_host_sets_up_for_all_its_clients_reaches_a_receiver(
        Action<IServiceCollection> defaults, bool hostIsFirst)
    {
        await using LoopbackReceiver receiver = await LoopbackReceiver.StartAsync();
        await using HostUnderTest host = new(host: defaults, hostIsFirst: hostIsFirst);

        DeliveryOutcome outcome = await host.SendAsync(receiver.Url);

        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.Delivered), outcome.Description);
        Assert.That(receiver.Requests.Single().Headers.Keys, Is.EquivalentTo(OwnHeaders));
        Assert.That(host.Complaints, Is.Empty);
    }

    [Test]
    public async Task Failing_receiver_gets_one_POST_an_attempt_beside_the_standard_resilience_handler([Values] bool hostIsFirst)
    {
        await using LoopbackReceiver receiver = await LoopbackReceiver.StartAsync(LoopbackReceiver.Status(503));
        await using HostUnderTest host = new(host: WithStandardResilience, hostIsFirst: hostIsFirst);

        DeliveryOutcome outcome = await host.SendAsync(receiver.Url);

        Assert.That(outcome.StatusCode, Is.EqualTo(503));
        Assert.That(receiver.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task No_circuit_breaker_of_the_hosts_defaults_stands_between_destinations([Values] bool hostIsFirst)
    {
        await using LoopbackReceiver failing = await LoopbackReceiver.StartAsync(LoopbackReceiver.Status(503));
        await using LoopbackReceiver healthy = await LoopbackReceiver.StartAsync();
        await using HostUnderTest host = new(
            hostIsFirst: hostIsFirst,
            host: services => services.ConfigureHttpClientDefaults(http => http.AddStandardResilienceHandler(options =>
            {
                options.Retry.ShouldHandle = _ => ValueTask.FromResult(false);
                options.CircuitBreaker.MinimumThroughput = 2;
            })));

        for (int attempt = 0; attempt < 5; attempt++)
        {
            await host.SendAsync(failing.Url);
        }

        Assert.That((await host.SendAsync(healthy.Url)).Kind, Is.EqualTo(DeliveryOutcomeKind.Delivered));
        Assert.That(failing.Requests, Has.Count.EqualTo(5));
    }

    [Test]
    public async Task Time_of_the_hosts_defaults_does_not_cut_an_attempt_off([Values] bool hostIsFirst)
    {
        TaskCompletionSource answers = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using MockHttpMessageHandler receiver = new();
        receiver.When("*").Respond(async () =>
        {
            await answers.Task;
            return new HttpResponseMessage(HttpStatusCode.NoContent);
        });
        Microsoft.Extensions.Time.Testing.FakeTimeProvider time = new();
        await using HostUnderTest host = new(
            webhooks => webhooks.ConfigureHttpClient(client => client.ConfigurePrimaryHttpMessageHandler(() => receiver)),
            services => WithStandardResilience(services.AddSingleton<TimeProvider>(time)),
            hostIsFirst);

        Task<DeliveryOutcome> attempt = host.SendAsync(new Uri("https://receiver.example.com"));
        time.Advance(TimeSpan.FromSeconds(59));
        answers.SetResult();

        Assert.That((await attempt).Kind, Is.EqualTo(DeliveryOutcomeKind.Delivered));
    }

    [Test]
    public void Lifetime_and_the_scope_of_the_hosts_defaults_are_not_taken([Values] bool hostIsFirst)
    {
        using MockHttpMessageHandler mock = new();
        HostUnderTest host = new(
            hostIsFirst: hostIsFirst,
            host: services => services.ConfigureHttpClientDefaults(
                http => http.SetHandlerLifetime(TimeSpan.FromSeconds(1)).AddDefaultLogger()));

        HttpClientFactoryOptions options = host.Services.GetRequiredService<IOptionsMonitor<HttpClientFactoryOptions>>().Get(
            WebhookHttpClient.Name);

        Assert.That(options.HandlerLifetime, Is.EqualTo(Timeout.InfiniteTimeSpan));
    }

    [Test]
    public async Task Logger_of_the_hosts_defaults_does_not_see_the_URL([Values] bool hostIsFirst)
    {
        await using LoopbackReceiver receiver = await LoopbackReceiver.StartAsync();
        await using HostUnderTest host = new(hostIsFirst: hostIsFirst, host: services => services
            .ConfigureHttpClientDefaults(http => http.AddDefaultLogger())
            .AddExtendedHttpClientLogging());

        await host.SendAsync(new Uri(receiver.Url, "/hooks?token=t0ken"));

        Assert.That(receiver.Requests, Has.Count.EqualTo(1));
        Assert.That(host.Logs.GetSnapshot().Select(record => record.Message), Has.None.Contains("t0ken"));
    }

    [Test]
    public async Task What_the_host_adds_by_our_own_ConfigureHttpClient_applies_whatever_its_defaults_are([Values] bool hostIsFirst)
    {
        await using LoopbackReceiver receiver = await LoopbackReceiver.StartAsync();
        List<string> seen = [];
        await using HostUnderTest host = new(
            webhooks => webhooks.ConfigureHttpClient(client => client
                .ConfigureHttpClient(http => http.DefaultRequestHeaders.Add("X-By-Client", "1"))
                .AddHttpMessageHandler(() => new StampingHandler("X-By-Handler"))
                .AddLogger(_ => new ListLogger(seen))),
            services => services
                .AddSingleton<IConfigureOptions<HttpClientFactoryOptions>>(new StampingSetup("X-By-Setup", WebhookHttpClient.Name))
                .AddSingleton<IPostConfigureOptions<HttpClientFactoryOptions>>(
                    new StampingSetup("X-By-Later-Setup", WebhookHttpClient.Name))
                .AddHttpClient(WebhookHttpClient.Name).AddHttpMessageHandler(() => new StampingHandler("X-By-Name")).Services
                .ConfigureHttpClientDefaults(http => http.AddHttpMessageHandler(() => new StampingHandler(Foreign)).RemoveAllLoggers()),
            hostIsFirst);

        await host.SendAsync(receiver.Url);

        string[] added = ["X-By-Client", "X-By-Handler", "X-By-Setup", "X-By-Later-Setup", "X-By-Name"];
        Assert.That(receiver.Requests.Single().Headers.Keys, Is.EquivalentTo(OwnHeaders.Concat(added)));
        Assert.That(seen, Is.EqualTo(["start", "stop"]));
    }

    [Test]
    public async Task Resilience_handler_by_our_own_ConfigureHttpClient_applies()
    {
        await using LoopbackReceiver receiver = await LoopbackReceiver.StartAsync(LoopbackReceiver.Status(503));
        await using HostUnderTest host =
            new(webhooks => webhooks.ConfigureHttpClient(client => client.AddResilienceHandler("own", pipeline =>
            pipeline.AddRetry(new HttpRetryStrategyOptions { MaxRetryAttempts = 2, Delay = TimeSpan.Zero }))));

        await host.SendAsync(receiver.Url);

        Assert.That(receiver.Requests, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task Hosts_other_clients_keep_their_defaults([Values] bool hostIsFirst)
    {
        await using LoopbackReceiver receiver = await LoopbackReceiver.StartAsync();
        await using HostUnderTest host = new(hostIsFirst: hostIsFirst, host: services => services
            .AddSingleton<IHttpMessageHandlerBuilderFilter>(new StampingFilter("X-By-Filter"))
            .ConfigureHttpClientDefaults(http => http.ConfigureHttpClient(client => client.DefaultRequestHeaders.Add(Foreign, "1"))));

        foreach (string name in new[] { "", "erp" })
        {
            using HttpClient client = host.Services.GetRequiredService<IHttpClientFactory>().CreateClient(name);
            using HttpResponseMessage response = await client.GetAsync(receiver.Url);
        }

        Assert.That(receiver.Requests.Select(request => request.Headers.Keys), Has.All.SupersetOf(new[] { Foreign, "X-By-Filter" }));
    }

    [Test]
    public async Task Factory_that_the_host_puts_in_the_place_of_the_platforms_makes_no_client_of_deliveries()
    {
        await using LoopbackReceiver receiver = await LoopbackReceiver.StartAsync();
        await using HostUnderTest host = new(host: services => services.AddSingleton<IHttpClientFactory>(new StampingFactory()));

        DeliveryOutcome outcome = await host.SendAsync(receiver.Url);

        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.Delivered), outcome.Description);
        Assert.That(receiver.Requests.Single().Headers.Keys, Is.EquivalentTo(OwnHeaders));
    }

    private static void WithStandardResilience(IServiceCollection services) =>
        services.ConfigureHttpClientDefaults(http => http.AddStandardResilienceHandler(options => options.Retry.Delay = TimeSpan.Zero));

    private static IServiceCollection First(IServiceCollection services, IHttpMessageHandlerBuilderFilter filter)
    {
        services.Insert(0, ServiceDescriptor.Singleton(filter));
        return services;
    }

    private static MockHttpMessageHandler Refusing()
    {
        MockHttpMessageHandler mock = new();
        mock.Fallback.Throw(new InvalidOperationException("A default took the place of the handler."));
        return mock;
    }

    private static IEnumerable<TestCaseData> InBothOrders(string name, Func<IServiceCollection, object> defaults)
    {
        foreach (bool hostIsFirst in new[] { true, false })
        {
            Action<IServiceCollection> action = services => defaults(services);
            yield return new TestCaseData(action, hostIsFirst).SetArgDisplayNames(
                name, hostIsFirst ? "registered before" : "registered after");
        }
    }

    private sealed class ListLogger(List<string> seen) : IHttpClientLogger
    {
        public object? LogRequestStart(HttpRequestMessage request)
        {
            seen.Add("start");
            return null;
        }

        public void LogRequestStop(object? context, HttpRequestMessage request, HttpResponseMessage response, TimeSpan elapsed) =>
            seen.Add("stop");

        public void LogRequestFailed(
            object? context, HttpRequestMessage request, HttpResponseMessage? response, Exception exception, TimeSpan elapsed) =>
            seen.Add("failed");
    }

    private sealed class StampingFactory : IHttpClientFactory
    {
        public HttpClient CreateClient(string name)
        {
            HttpClient client = new();
            client.DefaultRequestHeaders.Add(Foreign, "1");
            return client;
        }
    }
}
