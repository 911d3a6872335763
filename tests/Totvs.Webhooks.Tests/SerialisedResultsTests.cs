using System.Collections;
using System.Reflection;
using System.Runtime.Serialization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Totvs.Webhooks.Conditions;
using Totvs.Webhooks.Matching;
using Totvs.Webhooks.Records;
using Totvs.Webhooks.Sending;
using Totvs.Webhooks.Signing;
using Totvs.Webhooks.Tests.Support;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Tests;

/// <summary>A host that answers a request with what the library returned must not give away a secret by it.</summary>
public sealed partial class SerialisedResultsTests
{
    private const string Token = "token-of-the-header-0123456789";
    private const string PathSecret = "a1B2c3D4e5F6g7H8";

    private static readonly WebhookSecret Signing = WebhookSecret.Create();

    private static readonly WorkflowEvent Won = new(CrmTriggers.OpportunityWon, "opportunity-1")
    {
        Record = RecordJson.From(new Dictionary<string, object?> { ["amount"] = 10 }),
    };

    private static readonly Workflow Some = new()
    {
        Id = new Guid("3b8c7f4e-1111-4d51-9a3f-0d6c4f1c2b3a"),
        Name = "Secretive",
        Trigger = CrmTriggers.OpportunityWon,
        Conditions = Condition.Field("amount").IsAtLeast(1),
        TimeZone = TimeZoneInfo.Utc,
        Action = new WebhookAction
        {
            Url = new Uri($"https://hooks.example.com/services/{PathSecret}"),
            Headers = [KeyValuePair.Create("Authorization", $"Bearer {Token}")],
            SigningSecrets = [Signing, Signing with { EndsAt = DateTimeOffset.UnixEpoch }],
        },
    };

    private static readonly JsonSerializerOptions AllItCanDo = new(JsonSerializerDefaults.Web)
    {
        IncludeFields = true,
        WriteIndented = true,
        ReferenceHandler = ReferenceHandler.Preserve,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    private static readonly string[] HeaderAndSigningSecrets = [Token, Signing.Reveal(), Signing.Reveal()["whsec_".Length..]];

    private WebhookTestBed _bed = default!;

    private static IEnumerable<string> Results =>
        ["published", "preview", "listed", "found", "match", "explanation", "workflow", "action", "request", "signing secret"];

    [SetUp]
    public async Task MakeBed()
    {
        _bed = new WebhookTestBed();
        await _bed.Workflows.SaveAsync(Some);
    }

    [TearDown]
    public async Task DisposeBed() => await _bed.DisposeAsync();

    [TestCaseSource(nameof(Results))]
    public async Task System_Text_Json_writes_no_secret_of_it(string result) =>
        AssertHoldsNone(JsonSerializer.Serialize(await ResultAsync(result)), PathSecret);

    [TestCaseSource(nameof(Results))]
    public async Task System_Text_Json_with_all_it_can_do_writes_no_secret_of_it(string result) =>
        AssertHoldsNone(JsonSerializer.Serialize(await ResultAsync(result), AllItCanDo), PathSecret);

    [TestCaseSource(nameof(Results))]
    public async Task Source_generated_serializer_writes_no_secret_of_it(string result)
    {
        object value = await ResultAsync(result);
        AssertHoldsNone(JsonSerializer.Serialize(value, TypeOf(value), ResultsJsonContext.Default), PathSecret);
    }

    [TestCaseSource(nameof(Results))]
    public async Task Logger_that_walks_its_properties_finds_no_header_value_and_no_signing_secret(string result) =>
        AssertHoldsNone(string.Join('\n', Walk(await ResultAsync(result), [], ignored: false)));

    [TestCaseSource(nameof(Results))]
    public async Task Serializer_that_heeds_IgnoreDataMember_writes_no_secret_of_it(string result) =>
        AssertHoldsNone(string.Join('\n', Walk(await ResultAsync(result), [], ignored: true)), PathSecret);

    [TestCase("published")]
    [TestCase("preview")]
    public async Task Result_of_publishing_holds_no_secret_in_any_property(string result) =>
        AssertHoldsNone(string.Join('\n', Walk(await ResultAsync(result), [], ignored: false)), PathSecret);

    [Test]
    public async Task Published_event_answers_ids_and_names()
    {
        string json = JsonSerializer.Serialize(await ResultAsync("published"));

        Assert.That(
            json,
            Does.Contain(Some.Id.ToString()).And.Contain("Secretive").And.Contain("opportunity-1").And.Contain("opportunity.won"));
        Assert.That(json, Does.Not.Contain("amount"), "what the record holds is the host's own");
    }

    [Test]
    public void Workflow_is_written_as_its_definition_with_secrets_masked()
    {
        using JsonDocument json = JsonDocument.Parse(JsonSerializer.Serialize(Some));

        JsonElement webhook = json.RootElement.GetProperty("webhook");
        Assert.That(json.RootElement.GetProperty("id").GetGuid(), Is.EqualTo(Some.Id));
        Assert.That(json.RootElement.GetProperty("trigger").GetString(), Is.EqualTo("opportunity.won"));
        Assert.That(webhook.GetProperty("url").GetString(), Is.EqualTo("https://hooks.example.com/***"));
        Assert.That(webhook.GetProperty("headers").GetProperty("Authorization").GetString(), Is.EqualTo("***"));
        Assert.That(webhook.GetProperty("signingSecrets")[0].GetString(), Is.EqualTo("***"));
    }

    [Test]
    public void Definition_of_one_workflow_reads_back()
    {
        Workflow plain = Some with { Action = new WebhookAction { Url = new Uri("https://erp.example.com") } };

        Assert.That(JsonSerializer.Deserialize<Workflow>(JsonSerializer.Serialize(plain)), Is.EqualTo(plain));
        Assert.That(JsonSerializer.Deserialize(JsonSerializer.Serialize(plain), ResultsJsonContext.Default.Workflow), Is.EqualTo(plain));
        Assert.That(
            JsonSerializer.Deserialize<Workflow[]>(JsonSerializer.Serialize(new[] { plain, plain })),
            Is.EqualTo(new[] { plain, plain }));
    }

    [Test]
    public void Masked_value_is_refused_when_it_is_read_back_with_the_remedy() =>
        Assert.That(
            () => JsonSerializer.Deserialize<Workflow>(JsonSerializer.Serialize(Some)),
            Throws.TypeOf<JsonException>().With.Message.Contains("was masked").And.InnerException.TypeOf<WorkflowDefinitionException>());

    [TestCase("1")]
    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("""{"name":"A","trigger":"opportunity.won","webhook":{"url":"/hunter2"}}""")]
    public void Text_that_is_no_definition_is_refused_with_its_faults(string json) =>
        Assert.That(() => JsonSerializer.Deserialize<Workflow>(json), Throws.TypeOf<JsonException>().With.Message.Not.Contains("hunter2"));

    [Test]
    public void Action_alone_is_not_read() =>
        Assert.That(
            () => JsonSerializer.Deserialize<WebhookAction>("""{"url":"https://erp.example.com"}"""),
            Throws.TypeOf<NotSupportedException>().With.Message.Contains("Workflow"));

    private static Type TypeOf(object value) => value switch
    {
        IReadOnlyList<PublishedEvent> => typeof(IReadOnlyList<PublishedEvent>),
        IReadOnlyList<WebhookPreview> => typeof(IReadOnlyList<WebhookPreview>),
        IReadOnlyList<Workflow> => typeof(IReadOnlyList<Workflow>),
        IReadOnlyList<WorkflowMatch> => typeof(IReadOnlyList<WorkflowMatch>),
        IReadOnlyList<WorkflowExplanation> => typeof(IReadOnlyList<WorkflowExplanation>),
        _ => value.GetType(),
    };

    private static void AssertHoldsNone(string text, params string[] further)
    {
        Assert.That(text, Is.Not.Empty);
        foreach (string secret in (string[])[.. HeaderAndSigningSecrets, .. further])
        {
            Assert.That(text, Does.Not.Contain(secret));
        }
    }

    /// <summary>Every public property's value, as a logger that takes objects apart writes it.</summary>
    private static IEnumerable<string> Walk(object? value, HashSet<object> seen, bool ignored)
    {
        if (value is null or Type or MethodBase || (!value.GetType().IsValueType && !seen.Add(value)))
        {
            yield break;
        }

        yield return value.ToString() ?? "";
        if (value is string || value.GetType().IsPrimitive)
        {
            yield break;
        }

        IEnumerable<object?> inside = value is IEnumerable list
            ? list.Cast<object?>()
            : value.GetType().GetProperties()
                .Where(
                    property => property.GetIndexParameters().Length == 0
                        && !(ignored && property.IsDefined(typeof(IgnoreDataMemberAttribute))))
                .Select(property => ValueOf(property, value));
        foreach (string text in inside.SelectMany(part => Walk(part, seen, ignored)).Take(5_000))
        {
            yield return text;
        }
    }

    private static object? ValueOf(PropertyInfo property, object value)
    {
        try
        {
            return property.GetMethod?.IsStatic == false ? property.GetValue(value) : null;
        }
        catch (Exception exception) when (exception is TargetInvocationException or NotSupportedException)
        {
            return null;
        }
    }

    private async Task<object> ResultAsync(string name) => name switch
    {
        "published" => await _bed.Publisher.PublishAsync(Won),
        "preview" => await _bed.Publisher.PreviewAsync(Won),
        "listed" => await _bed.Workflows.ListAsync(),
        "found" => (await _bed.Workflows.FindAsync(Some.Id))!,
        "match" => await _bed.Services.GetRequiredService<IWorkflowEngine>().MatchAsync(Won),
        "explanation" => await _bed.Services.GetRequiredService<IWorkflowEngine>().ExplainAsync(Won),
        "workflow" => Some,
        "action" => Some.Action,
        "request" => new WebhookRequest(Guid.NewGuid(), "{}"u8.ToArray(), Some.Action, 1),
        _ => Signing,
    };

    [JsonSerializable(typeof(IReadOnlyList<PublishedEvent>))]
    [JsonSerializable(typeof(IReadOnlyList<WebhookPreview>))]
    [JsonSerializable(typeof(IReadOnlyList<Workflow>))]
    [JsonSerializable(typeof(IReadOnlyList<WorkflowMatch>))]
    [JsonSerializable(typeof(IReadOnlyList<WorkflowExplanation>))]
    [JsonSerializable(typeof(WebhookRequest))]
    [JsonSerializable(typeof(WebhookSecret))]
    private sealed partial class ResultsJsonContext : JsonSerializerContext;
}
