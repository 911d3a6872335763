using System.Text;
using Microsoft.Extensions.Configuration;
using NUnit.Framework;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Definitions;
using Totvs.Webhooks.Workflows.Sources;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Tests.Workflows.Definitions;

/// <summary>
/// Every setting of the table is read, written, compared, validated, taken from configuration and described by the schema. A new row is
/// covered without a change here.
/// </summary>
public sealed class DefinitionPropertyTests
{
    private static readonly PropertyKind[] Simple = [PropertyKind.Boolean, PropertyKind.Count, PropertyKind.Number, PropertyKind.Duration];

    public static IEnumerable<string> Settings => WebhookProperties.All.Where(property => Simple.Contains(property.Kind)).Select(property => property.Name);

    [TestCaseSource(nameof(Settings))]
    public void Setting_reads_writes_and_compares(string name)
    {
        string[] good = GoodValues(KindOf(name));
        WebhookAction[] read = [.. good.Select(value => Read(name, value).Action)];

        Assert.That(read.Select(action => action == Read(name, "null").Action), Has.Some.False, "a value that is not the default makes another webhook");
        Assert.That(good.Select(value => WorkflowReader.Read(WorkflowWriter.Write([Read(name, value)], includeSecrets: true))[0].Action), Is.EqualTo(read));
        Assert.That(good.Select(value => FromConfiguration(name, value).Action), Is.EqualTo(read));
    }

    [TestCaseSource(nameof(Settings))]
    public void Setting_is_described_by_the_schema(string name)
    {
        Assert.That(GoodValues(KindOf(name)).Select(value => WorkflowSchemaTests.IsGood(Set(name, value))), Is.All.True);
        Assert.That(BadValues(KindOf(name)).Select(value => WorkflowSchemaTests.IsGood(Set(name, value))), Is.All.False);
    }

    [TestCaseSource(nameof(Settings))]
    public void Setting_of_another_kind_or_out_of_its_range_is_refused_at_its_place(string name)
    {
        foreach (string value in BadValues(KindOf(name)))
        {
            WorkflowDefinitionException? refused = Assert.Throws<WorkflowDefinitionException>(() => Read(name, value));
            Assert.That(refused!.Errors.Single().Place, Is.EqualTo($"webhook.{name}"));
        }
    }

    private static PropertyKind KindOf(string name) => WebhookProperties.All.Single(property => property.Name == name).Kind;

    private static string[] GoodValues(PropertyKind kind) => kind switch
    {
        PropertyKind.Boolean => ["true", "false"],
        PropertyKind.Count => ["1", "3"],
        PropertyKind.Number => ["0.5", "7"],
        _ => ["\"00:00:05\"", "\"00:00:00.5000000\""],
    };

    private static string[] BadValues(PropertyKind kind) => kind switch
    {
        PropertyKind.Boolean => ["\"yes\"", "1"],
        PropertyKind.Count => ["0", "1.5", "\"3\""],
        PropertyKind.Number => ["-1", "\"5\""],
        _ => ["5", "\"5s\"", "\"00:00:00\""],
    };

    private static string Set(string name, string value) =>
        $$"""{ "workflows": [ { "name": "A", "trigger": "lead.created", "webhook": { "url": "https://a.example.com", "{{name}}": {{value}} } } ] }""";

    private static Workflow Read(string name, string value) => WorkflowReader.Read(Encoding.UTF8.GetBytes(Set(name, value)))[0];

    private static Workflow FromConfiguration(string name, string value)
    {
        using var json = new MemoryStream(Encoding.UTF8.GetBytes(Set(name, value)));
        IConfigurationRoot configuration = new ConfigurationBuilder().AddJsonStream(json).Build();
        return new ConfigurationWorkflowSource(configuration, new TriggerCatalog()).Read()[0];
    }
}
