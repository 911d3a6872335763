using System.Text;
using CsCheck;
using NUnit.Framework;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Definitions;

namespace Totvs.Webhooks.Tests.Workflows.Definitions;

/// <summary>Whatever stands in a definition, the reader reads it or refuses it with a place; it throws nothing else.</summary>
public sealed class HostileDefinitionTests
{
    private const string Whole = """
        {
          "$schema": "x",
          "workflows": [
            {
              "id": "5d2f6f0e-8d5c-4a52-9a3f-0d6c4f1c2b3a", "name": "Negócios 🚀", "notes": "n", "active": true,
                "timeZone": "America/Sao_Paulo", "firstDayOfWeek": "sunday",
              "trigger": { "code": "invoice.paid", "id": "7a1c3f56-35d4-4fd3-8a3a-fd1f2b7c1111", "name": { "en": "a", "pt": "b",
                "es": "c" },
                "source": { "id": "7a1c3f56-35d4-4fd3-8a3a-fd1f2b7c2222", "name": "Invoice", "contextUrl": "/api/invoices" } },
              "conditions": { "all": [
                { "field": "amount", "operator": "greaterOrEqual", "value": 10000.50 },
                { "not": { "field": "stage", "operator": "in", "values": ["won", true, null, 7] } },
                { "any": [
                  { "field": "items[].price", "elements": "all", "operator": "between", "from": 1, "to": { "field": "limit" } },
                  { "field": "owner", "operator": "equals", "value": { "literal": { "Name": "Ana" } }, "ignoreCase": true },
                  { "field": "closing", "operator": "before", "value": { "now": "-30 days" } },
                  { "field": "zip", "operator": "matches", "value": "^[0-9]{5}$" },
                  "{amount->ge->10000}" ] } ] },
              "webhook": {
                "url": "https://erp.example.com/hooks", "headers": { "X-Tenant": "7" },
                "signingSecrets": [ "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=", {
                  "secret": "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=", "endsAt": "2026-05-06T15:28:36-03:00" } ],
                "sendExternalId": false, "connectTimeout": "00:00:02", "responseTimeout": "00:00:30", "maxConcurrentAttempts": 3,
                  "maxAttemptsPerSecond": 0.5, "orderedByRecord": true } } ] }
        """;

    private static readonly string[] Fragments =
    [
        "\"", "{", "}", "[", "]", ",", ":", "null", "true", "0", "-", "1e400", "1e-400", "99999999999999999999", "\"\"", "\"\\ud800\":1,",
        "\\ud800", "\\udc00", "\\u0000", "\0",
        "// x\n", "/* x */", "\\", "\n", " ", "\uFEFF", "🚀", "é", "[[[[", "{\"a\":", "\"name\":\"x\",", "''", ".", "[]", "***", "30",
        "/dev/zero", "@", "%", "#",
    ];

    [Test]
    public void Definition_that_is_cut_mixed_or_mutated_is_read_or_refused_with_its_place() =>
        Gen.Select(
            Gen.Int[0, Whole.Length - 1],
            Gen.Int[0, 12],
            Gen.Int[0, Fragments.Length - 1],
            Gen.Int[0, Whole.Length - 1]).Array[1, 3].Sample(
            edits =>
            {
                string text = Whole;
                foreach ((int at, int removed, int fragment, int from) in edits)
                {
                    int start = Math.Min(at, text.Length);
                    string added = fragment % 5 == 0 ? Whole.Substring(from, Math.Min(40, Whole.Length - from)) : Fragments[fragment];
                    text = text.Remove(start, Math.Min(removed, text.Length - start)).Insert(start, added);
                }

                return IsReadOrRefused(Encoding.UTF8.GetBytes(text));
            },
            iter: 20_000);

    [Test]
    public void Bytes_at_random_places_are_read_or_refused_with_their_place() =>
        Gen.Select(Gen.Int[0, Whole.Length - 1], Gen.Byte).Array[1, 4].Sample(
            edits =>
            {
                byte[] text = Encoding.UTF8.GetBytes(Whole);
                foreach ((int at, byte value) in edits)
                {
                    text[at] = value;
                }

                return IsReadOrRefused(text);
            },
            iter: 10_000);

    [TestCase("workflows")]
    [TestCase("name")]
    [TestCase("en")]
    [TestCase("code")]
    [TestCase("field")]
    [TestCase("all")]
    [TestCase("now")]
    [TestCase("url")]
    [TestCase("X-Tenant")]
    [TestCase("endsAt")]
    public void Half_of_a_character_in_the_name_of_a_member_is_refused_with_its_place(string beside)
    {
        WorkflowDefinitionException exception = Refused(
            Whole.Replace($"\"{beside}\":", $"\"\\ud800\": 1, \"{beside}\":", StringComparison.Ordinal));

        Assert.That(exception.Errors, Has.All.Property(nameof(WorkflowDefinitionError.Place)).Not.Empty);
        Assert.That(exception.Errors, Has.All.Property(nameof(WorkflowDefinitionError.Line)).Not.Null);
    }

    [TestCase("Negócios", "name")]
    [TestCase("\"n\"", "notes")]
    [TestCase("invoice.paid", "trigger.code")]
    [TestCase("\"b\"", "trigger.name.pt")]
    [TestCase("\"Invoice\"", "trigger.source.name")]
    [TestCase("/api/invoices", "trigger.source.contextUrl")]
    [TestCase("America/Sao_Paulo", "timeZone")]
    [TestCase("https://erp", "webhook.url")]
    public void Half_of_a_character_in_a_text_is_refused_and_not_replaced(string text, string place)
    {
        string half = text.StartsWith('"') ? text.Insert(1, "\\udfff") : text + "\\udfff";

        WorkflowDefinitionError error = Refused(Whole.Replace(text, half, StringComparison.Ordinal)).Errors.Single();

        Assert.That(error.Place, Is.EqualTo(place));
        Assert.That(error.Message, Does.Contain("half of a character"));
    }

    [Test]
    public void Half_of_a_character_in_a_value_of_a_condition_is_compared_as_it_stands() =>
        Assert.That(
            () => WorkflowReader.Read(Encoding.UTF8.GetBytes(Whole.Replace("\"Ana\"", "\"\\ud800\"", StringComparison.Ordinal))),
            Throws.Nothing);

    [TestCase(255)]
    [TestCase(256)]
    [TestCase(257)]
    [TestCase(100_000)]
    public void Lists_inside_each_other_are_refused_with_their_place(int depth)
    {
        string deep = new string('[', depth) + new string(']', depth);

        Assert.That(IsReadOrRefused(Encoding.UTF8.GetBytes(Whole.Replace("10000.50", deep, StringComparison.Ordinal))), Is.True);
        Assert.That(IsReadOrRefused(Encoding.UTF8.GetBytes(deep)), Is.True);
    }

    [TestCase("")]
    [TestCase(" ")]
    [TestCase("\0")]
    [TestCase("null")]
    [TestCase("// only a comment")]
    [TestCase("\uFEFF\uFEFF{\"workflows\":[]}")]
    [TestCase("{\"workflows\":[]} {}")]
    [TestCase("{\"workflows\":[]}\0")]
    [TestCase("{\"workflows\":[,]}")]
    [TestCase("{\"workflows\":[],\"workflows\":[]}")]
    [TestCase("{\"workflows\":[],\"w\\u006frkflows\":[]}")]
    public void Text_that_is_no_set_is_refused_with_its_line(string text) => Assert.That(Refused(text).Errors.Single().Line, Is.Not.Null);

    [Test]
    public void Long_texts_and_names_are_refused_with_a_short_message()
    {
        string dots = new('.', 1_000_000);
        string[] members =
        [
            $"\"{dots}\": 1", $"\"name\": \"{dots}\"", $"\"id\": \"{dots}\"", $"\"trigger\": \"{dots}\"", $"\"timeZone\": \"{dots}\"",
            $"\"firstDayOfWeek\": \"{dots}\"",
            $"\"conditions\": \"{dots}\"", $$"""
            "conditions": { "field": "{{dots}}", "operator": "{{dots}}", "value": { "now": "{{dots}}" }, "elements": "{{dots}}" }
            """, $$"""
            "webhook": { "url": "{{dots}}", "headers": { "{{dots}}": "{{dots}}", "{{dots}}a": 1 }, "connectTimeout": "{{dots}}",
              "signingSecrets": [ { "secret": "{{dots}}", "endsAt": "{{dots}}" } ] }
            """,
        ];
        foreach (string member in members)
        {
            Assert.That(Refused($$"""{ "workflows": [ { {{member}} } ] }""").Message, Has.Length.LessThan(8_192), member[..15]);
        }
    }

    [Test]
    public void Text_with_escapes_in_the_names_of_members_has_the_line_of_each_fault()
    {
        WorkflowDefinitionError error = Refused("""
            { "workflows": [ { "name": "A", "trigger": "lead.created",
              "webh\u006fok": { "url": "https://a.example.com",
                "respons\u0065Timeout": "soon" } } ] }
            """).Errors.Single();

        Assert.That((error.Place, error.Line, error.Column), Is.EqualTo(("webhook.responseTimeout", (long?)3, (long?)5)));
    }

    private static WorkflowDefinitionException Refused(string text) =>
        Assert.Throws<WorkflowDefinitionException>(() => WorkflowReader.Read(Encoding.UTF8.GetBytes(text)))!;

    private static bool IsReadOrRefused(byte[] text)
    {
        try
        {
            WorkflowReader.Read(text);
            return true;
        }
        catch (WorkflowDefinitionException exception)
        {
            return exception.Errors.Count > 0 && exception.Errors.All(error => error is { Line: > 0, Column: > 0 });
        }
    }
}
