using System.Text;
using System.Text.Json;
using CsCheck;
using Microsoft.Extensions.Configuration;
using NUnit.Framework;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Definitions;
using Totvs.Webhooks.Workflows.Sources;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Tests.Workflows.Sources;

/// <summary>The same JSON gives the same workflows in a file and in configuration, or configuration refuses it.</summary>
public sealed class FileAndConfigurationTests
{
    private static readonly string[] Empty = ["null", "{}", "[]", "\"\"", "[null]", "[[]]", "[{}]", "[\"\"]"];

    private static readonly string[] Texts =
    [
        "\"A\"",
        "\"7\"",
        "\"61\"",
        "\"12345678901\"",
        "\"1e5\"",
        "\"1.0\"",
        "\"true\"",
        "\"False\"",
        "\"null\"",
        "\" a \"",
        "\"\\\"q\\\"\"",
        "\"São 🚀\"",
        "\"a:b\"",
        "\"\\u0000\"",
        "\"[]\"",
    ];

    private static readonly string[] Durations =
    [
        "\"00:00:30\"",
        "\"30\"",
        "\"5:00\"",
        "\"00:00:30.5\"",
        "\"1.00:00:00\"",
        "\" 00:00:30\"",
        "\"00:00:00\"",
        "\"1e1\"",
    ];

    private static readonly string[] Conditions =
    [
        "\"{amount->ge->10000}{stage->eq->won}\"", "\"{a->eq->\\\"12345678901\\\"}\"", "\"{a->eq->61}\"",
        "\"{a->in->1,\\\"61\\\",true,\\\"true\\\"}\"", "\"won\"", "\"7\"", "\"null\"", "\"{}\"", "\"[]\"", "\"{\\\"\"",
        JsonSerializer.Serialize(
            """{"field":"a","operator":"in","values":["", "61", 61, "1e5", true, "true", null, [],"""
            + """ {"literal":{"Name":{"x":["61",61,{}]}}}]}"""),
        JsonSerializer.Serialize(
            """{ "all": [ "{a->eq->1}", { "not": { "field": "b", "operator": "equals", "value": "12345678901" } }, ], /* comment */ }"""),
        JsonSerializer.Serialize("""{ "all": [ { "field": "b", "operator": "equals", "value": """),
        JsonSerializer.Serialize("""{ "field": "b", "operator": "isTru" }"""),
        """{ "field": "a", "operator": "equals", "value":"""
        + """ "12345678901" }""", """{ "field": "a", "operator": "in", "values": ["", "61"]"""
            + """ }""", """{ "all": [] }""", """{ "all": [ "{a->eq->1}" ] }""", """["{a->eq->1}"]""",
    ];

    private static readonly string[] Triggers =
    [
        "\"lead.created\"", "\"LEAD.created\"", "\"lead.eaten\"",
        """{ "code": "7", "id": "7a1c3f56-35d4-4fd3-8a3a-fd1f2b7c1111", "name": "true", "source": { "id":"""
        + """ "7a1c3f56-35d4-4fd3-8a3a-fd1f2b7c2222", "name": { "en": "1", "pt": "2" }, "contextUrl": "/" } }""",
        """{ "code": "7", "id": "7a1c3f56-35d4-4fd3-8a3a-fd1f2b7c1111", "name": { "en": "1", "pt": null, "es": "" }, "source": {"""
        + """ "id": "7a1c3f56-35d4-4fd3-8a3a-fd1f2b7c2222", "name": "1", "contextUrl": "" } }""",
        """{ "code": "7", "source": {} }""",
    ];

    private static readonly string[] Headers =
    [
        """{ "X-A": "61", "x-b": "true", "2": "\"q\"" }""",
        """{ "0": "a", "1": "b" }""", """{ "X-A": "" }""", """{ "X-A": [] }""", """{ "X-A": {} }""",
        """{ "X-A": null }""", """{ "Host": "x" }""", """{ "X-A": { "X-B": "1" } }""",
        """{ "url": "x", "Active": "TRUE" }""",
    ];

    private const string Secret = "\"whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=\"";

    private static readonly string[] Secrets =
    [
        $"[{Secret}]", $"[{Secret}, {{ \"secret\": {Secret}, \"endsAt\": \"2026-05-06T15:28:36.5-03:00\" "
            + "}]", $"[{{ \"secret\": {Secret}, \"endsAt\": null "
                + "}]", $"[{{ \"secret\": {Secret}, \"endsAt\": \"\" }}]", $"[{Secret}, null]", $"[{Secret}, \"\"]",
        Secret, $"{{ \"secret\": {Secret} }}", "[\"61\"]", "[[\"x\"]]",
        "[" + string.Join(',', Enumerable.Repeat(Secret, 12)) + "]",
    ];

    private static readonly string[] Numbers =
    [
        "3",
        "1.0",
        "1e2",
        "0",
        "-1",
        "0.5",
        "0.001",
        "1e400",
        "2147483648",
        "10000.0000000000000001",
    ];

    [Test]
    public void Any_set_is_the_same_in_a_file_and_in_configuration_or_refused_there()
    {
        int taken = 0;
        Gen.Int[0, 9_999].Array[80].Sample(
            decisions =>
            {
                string set = SetOf(decisions);
                string? configuration = FromConfiguration(set);
                Interlocked.Add(ref taken, configuration is null ? 0 : 1);
                return configuration is null || configuration == FromFile(set);
            },
            iter: 10_000,
            print: decisions => $"{SetOf(decisions)}\n in a file: {FromFile(SetOf(decisions)) ?? "refused"}\n in configuration: "
                + $"{FromConfiguration(SetOf(decisions))}");

        Assert.That(taken, Is.GreaterThan(100), "few sets were taken, so that little was compared");
    }

    /// <summary>Configuration has no kinds: these alone it takes where a file refuses them.</summary>
    [TestCase("\"name\":7", "\"name\":\"7\"")]
    [TestCase("\"active\":\"false\"", "\"active\":false")]
    [TestCase("\"notes\":true", "\"notes\":\"True\"")]
    public void Value_of_another_kind_is_what_the_form_has_there(string configured, string inFile)
    {
        string Set(string member) =>
            $$$"""{"workflows":[{{{{(member.StartsWith("\"name\"", StringComparison.Ordinal) ? "" : "\"name\":\"A\",")}}}{{{member}}},"""
            + """ "trigger":"lead.created","webhook":{"url":"https://a.example.com"}}]}""";

        Assert.That(FromConfiguration(Set(configured)), Is.EqualTo(FromFile(Set(inFile))));
    }

    private static string SetOf(int[] decisions)
    {
        int next = 0;
        string workflows = string.Join(',', Enumerable.Range(0, 1 + (Next() % 3)).Select(_ => WorkflowOf()));
        return $"{{{(Next() % 4 == 0 ? "\"$schema\":\"x\"," : "")}\"workflows\":[{workflows}]}}";

        int Next() => decisions[next++ % decisions.Length] + next;

        string Pick(params string[][] values)
        {
            string[] all = [.. values.SelectMany(some => some)];
            return all[Next() % all.Length];
        }

        string Mostly(string good, string[] all) => Next() % 4 == 0 ? Pick(all) : good;

        // Most values are good ones, so that most sets have no more than one fault.
        string? Member(string name, int often, string good, params string[][] others) =>
            Next() % 10 >= often ? null : $"\"{name}\":{(Next() % 12 == 0 ? Pick([.. others, Empty]) : good)}";

        string Members(params string?[] members) => $"{{{string.Join(',', members.Where(member => member is not null))}}}";

        string WorkflowOf() => Members(
            Member("id", 4, $"\"5d2f6f0e-8d5c-4a52-9a3f-0d6c4f1c{Next() % 9000 + 1000}\"", ["\"7\""]),
            Member("name", 10, Pick(Texts)),
            Member("notes", 5, Pick(Texts)),
            Member("trigger", 10, Mostly(Triggers[Next() % 2], Triggers)),
            Member("active", 5, Pick(["true", "false"]), ["0", "\"yes\""]),
            Member("timeZone", 3, "\"America/Sao_Paulo\"", ["\"x\""]),
            Member("firstDayOfWeek", 3, "\"friday\"", ["\"Friday\""]),
            Member("conditions", 7, Mostly(Conditions[Next() % 4], Conditions)),
            Member("unknown", 1, "1"),
            Member("webhook", 10, Members(
                Member("url", 10, Pick(["\"https://a.example.com\"", "\"https://b.example.com/x?y=1\""]), ["\"/x\""]),
                Member("headers", 5, Mostly(Headers[Next() % 2], Headers)),
                Member("signingSecrets", 5, Mostly(Secrets[Next() % 2], Secrets)),
                Member("sendExternalId", 3, Pick(["true", "false"]), ["1"]),
                Member("connectTimeout", 3, Mostly(Durations[0], Durations)),
                Member("responseTimeout", 3, Mostly(Durations[4], Durations)),
                Member("maxConcurrentAttempts", 3, "3", Numbers),
                Member("maxAttemptsPerSecond", 3, "0.5", Numbers),
                Member("orderedByRecord", 3, Pick(["true", "false"]), ["\"x\""]),
                Member("header", 1, "\"x\""))));
    }

    private static string? FromFile(string set) => Written(() => WorkflowReader.Read(Encoding.UTF8.GetBytes(set)));

    private static string? FromConfiguration(string set) => Written(() =>
    {
        IConfigurationRoot root = new ConfigurationBuilder().AddJsonStream(
            new MemoryStream(Encoding.UTF8.GetBytes($$"""{"Webhooks":{{set}} }"""))).Build();
        return new ConfigurationWorkflowSource(root.GetSection("Webhooks"), new TriggerCatalog()).Read();
    });

    /// <summary>
    /// All of the workflows as text, their headers in the order of their names, as configuration keeps them; or <see langword="null"/>
    /// where they are refused.
    /// </summary>
    private static string? Written(Func<IReadOnlyList<Workflow>> read)
    {
        try
        {
            return Encoding.UTF8.GetString(WorkflowWriter.Write(
                [
                    .. read().Select(
                        workflow => workflow with
                        {
                            Action = workflow.Action with
                            {
                                Headers = [.. workflow.Action.Headers.OrderBy(header => header.Name, StringComparer.OrdinalIgnoreCase)],
                            },
                        }),
                ],
                null,
                includeSecrets: true));
        }
        catch (WorkflowDefinitionException)
        {
            return null;
        }
    }
}
