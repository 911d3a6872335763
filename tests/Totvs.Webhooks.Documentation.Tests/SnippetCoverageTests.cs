using System.Text.Json;
using NUnit.Framework;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Definitions;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Documentation.Tests;

/// <summary>What holds for every block of every page.</summary>
public sealed class SnippetCoverageTests
{
    /// <summary>The C# blocks that a test of their own compiles and runs.</summary>
    private static readonly string[] Run = ["first-steps", "rotate-secret", "receiver", "host-test", "client-certificate"];

    [Test]
    public void Every_program_text_is_run_by_a_test() =>
        Assert.That(
            Pages.Snippets("csharp").Where(snippet => !snippet.Text.StartsWith('.')).Select(snippet => snippet.Name),
            Is.EquivalentTo(Run),
            "name the block behind its fence, and let a test compile and run it");

    [TestCaseSource(nameof(BuilderCalls))]
    public void Call_on_the_builder_compiles_and_makes_a_valid_workflow(string text)
    {
        Type type = CompiledSnippet.TypeOf(
            $$"""
            using Totvs.Webhooks.Conditions;
            using Totvs.Webhooks.Workflows;
            using Totvs.Webhooks.Workflows.Triggers;
            public static class Page
            {
                public static Workflow Make() => new WorkflowBuilder()
                    .Named("page").When(CrmTriggers.OpportunityWon).PostTo("https://erp.example.com/hooks")
                {{text}}.Build();
            }
            """,
            "Page");

        Assert.That(type.GetMethod("Make")!.Invoke(null, null), Is.TypeOf<Workflow>());
    }

    [TestCaseSource(nameof(Json))]
    public void Json_is_what_the_page_says_it_is(string name, string text)
    {
        switch (name)
        {
            case "payload":
                Assert.That(
                    WebhookPayload.Parse(System.Text.Encoding.UTF8.GetBytes(text)).Trigger.Id, Is.EqualTo(CrmTriggers.OpportunityWon.Id));
                break;
            case "workflow-file":
                Assert.That(WorkflowReader.Read(System.Text.Encoding.UTF8.GetBytes(text)), Is.Not.Empty);
                break;
            case "settings":
                using (JsonDocument.Parse(text))
                {
                    break;
                }

            default:
                string workflow = $$"""
                    {"workflows":[{"name":"page","trigger":"opportunity.won","webhook":{"url":"https://erp.example.com/"},
                    "conditions":{{text}} }]}
                    """;
                Assert.That(WorkflowReader.Read(System.Text.Encoding.UTF8.GetBytes(workflow)).Single().Conditions, Is.Not.Null);
                break;
        }
    }

    [TestCaseSource(nameof(Projects))]
    public void Command_names_a_project_that_exists(string project) =>
        Assert.That(RepositoryFiles.Exists(project), Is.True, project);

    private static IEnumerable<TestCaseData> BuilderCalls() =>
        Pages.Snippets("csharp").Where(snippet => snippet.Text.StartsWith('.')).Select(
            snippet => new TestCaseData(snippet.Text).SetArgDisplayNames(snippet.ToString()));

    private static IEnumerable<TestCaseData> Json() =>
        Pages.Snippets("json").Select(snippet => new TestCaseData(snippet.Name, snippet.Text).SetArgDisplayNames(snippet.ToString()));

    private static IEnumerable<string> Projects() =>
        Pages.Snippets("bash")
            .SelectMany(snippet => snippet.Text.Split('\n'))
            .Where(line => line.Contains("--project ", StringComparison.Ordinal))
            .Select(line => line.Split("--project ")[1].Split(' ')[0])
            .Distinct();
}
