using NUnit.Framework;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Definitions;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Tests.Workflows;

public sealed class WebhookContentTypeTests
{
    [TestCase("application/json")]
    [TestCase("application/json; charset=utf-8")]
    [TestCase("application/json;charset=UTF-8")]
    [TestCase("Application/JSON")]
    [TestCase("application/vnd.crm.event+json")]
    [TestCase("application/cloudevents+json; charset=utf-8")]
    public void Type_of_JSON_is_taken(string contentType)
    {
        Workflow workflow = new WorkflowBuilder().Named("A").When(CrmTriggers.LeadCreated).PostTo("https://a.example.com").WithContentType(contentType).Build();

        Assert.That(workflow.Action.ContentType, Is.EqualTo(contentType));
        Assert.That(WorkflowReader.Read(WorkflowWriter.Write([workflow], includeSecrets: true)).Single().Action.ContentType, Is.EqualTo(contentType));
        Assert.That(IsGoodBySchema(contentType), Is.True);
    }

    [TestCase("")]
    [TestCase(" ")]
    [TestCase("text/plain")]
    [TestCase("application/x-www-form-urlencoded")]
    [TestCase("application/jsonp")]
    [TestCase("+json")]
    [TestCase("json")]
    [TestCase(" application/json")]
    [TestCase("application/json ")]
    [TestCase("application/json;")]
    [TestCase("application/json; charset=iso-8859-1")]
    [TestCase("application/json; charset=utf-8; charset=utf-8")]
    [TestCase("application/json; boundary=x")]
    [TestCase("application/json\r\nX-Injected: 1")]
    [TestCase("application/json\t")]
    [TestCase("application/jsõn")]
    [TestCase(null)]
    public void Other_type_is_refused_with_the_remedy(string? contentType)
    {
        Workflow workflow = SomeWorkflow.Named("A");
        WorkflowDefinitionError error = CheckedWorkflow.ErrorsOf(workflow with { Action = workflow.Action with { ContentType = contentType! } }).Single();

        Assert.That(error.Place, Is.EqualTo("webhook.contentType"));
        Assert.That(error.Message, Does.Contain("write 'application/json'"));
        Assert.That(contentType is null || !IsGoodBySchema(contentType), Is.True);
    }

    [TestCase(128, true)]
    [TestCase(129, false)]
    public void Type_has_at_most_128_characters(int length, bool isGood)
    {
        string contentType = $"a/{new string('b', length - 7)}+json";
        Workflow workflow = SomeWorkflow.Named("A");

        Assert.That(CheckedWorkflow.ErrorsOf(workflow with { Action = workflow.Action with { ContentType = contentType } }), Has.Exactly(isGood ? 0 : 1).Items);
        Assert.That(IsGoodBySchema(contentType), Is.EqualTo(isGood));
    }

    private static bool IsGoodBySchema(string contentType)
    {
        string set = $$"""{ "workflows": [ { "name": "A", "trigger": "lead.created", "webhook": { "url": "https://a.example.com", "contentType": {{System.Text.Json.JsonSerializer.Serialize(contentType)}} } } ] }""";
        return Definitions.WorkflowSchemaTests.IsGood(set);
    }
}
