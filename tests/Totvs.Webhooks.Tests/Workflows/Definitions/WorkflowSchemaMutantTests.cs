using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CsCheck;
using Json.Schema;
using NUnit.Framework;
using Totvs.Webhooks.Tests.Conditions;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Definitions;
using Full = Totvs.Webhooks.Contracts.Workflows.SomeWorkflow;

namespace Totvs.Webhooks.Tests.Workflows.Definitions;

/// <summary>
/// The schema and the reader refuse the same, over mutants of valid definitions; but for what a schema cannot say, which its description
/// lists.
/// </summary>
public sealed class WorkflowSchemaMutantTests
{
    private static readonly JsonSchema Schema = JsonSchema.FromText(File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "workflow.schema.json")));

    private static readonly string[] Values =
    [
        "null", "\"\"", "\" \"", "\"\\u0085\"", "\"\\ufeff\"", "\"x\"", "\"***\"", "0", "-1", "1", "1.0", "1e2", "0.5", "1.5", "0.001", "0.00099999999999999999999", "10000", "10000.0000001",
        "2147483647", "2147483648", "1e400", "1e-400", "true", "false", "[]", "{}", "[null]", "[1]", "{\"x\":1}", "\"true\"", "\"3\"",
        "\"30\"", "\"5:00\"", "\"00:00:30\"", "\"0:0:30\"", "\"00:00:00\"", "\"0.00:00:00.000\"", "\"-00:00:01\"", "\"24:00:00\"", "\"1.00:00:00\"", "\"99999999.00:00:00\"", "\" 00:00:30\"", "\"00:00:00.0000001\"",
        "\"https://a.example.com\"", "\"HTTPS://a.example.com\"", "\" https://a.example.com\"", "\"https://a.example.com/ \"", "\"https:\\\\\\\\a.example.com\"", "\"https://u@a.example.com\"", "\"https://@a.example.com\"",
        "\"https:///a\"", "\"ftp://a.example.com\"", "\"/a\"", "\"https://a.example.com/b c\"", "\"https://a.example.com?q@r#s\"", "\"http://[::1]:80/\"",
        "\"whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=\"", "\"whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz\"", "\"whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI=\"", "\"whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkw MTIz\"",
        "\"2026-05-06T15:28:36-03:00\"", "\"2026-05-06T15:28:36\"", "\"2026-05-06T15:28:36z\"", "\"2026-13-06T15:28:36Z\"", "\"2026-05-06T25:28:36Z\"", "\"2026-05-06T15:28:36+14:00\"", "\"2026-05-06T15:28:36+14:01\"", "\"2026-05-06T15:28:36.12345678Z\"",
        "\"2026-05-06\"", "\"2026-5-6\"", "\"2026-05-06 15:28\"", "\"2026-05-06T15:28:00.\"", "\"30 days\"", "\"0 days\"", "\"-30 days\"", "\"+030  days \"", "\"30\\tdays\"", "\"1000001 days\"", "\"1 Day\"",
        "\"sunday\"", "\"Sunday\"", "\"lead.created\"", "\"LEAD.CREATED\"", "\"America/Sao_Paulo\"", "\"E. South America Standard Time\"",
        "\"5d2f6f0e-8d5c-4a52-9a3f-0d6c4f1c2b3a\"", "\"5D2F6F0E-8D5C-4A52-9A3F-0D6C4F1C2B3A\"", "\"+d2f6f0e-8d5c-4a52-9a3f-0d6c4f1c2b3a\"", "\" 5d2f6f0e-8d5c-4a52-9a3f-0d6c4f1c2b3a\"", "\"{5d2f6f0e-8d5c-4a52-9a3f-0d6c4f1c2b3a}\"", "\"00000000-0000-0000-0000-000000000000\"",
        "\"{a->eq->1}\"", "\"{\\\"field\\\":\\\"a\\\",\\\"operator\\\":\\\"isTrue\\\"}\"", "{\"field\":\"a\"}", "{\"now\":\"-30 days\"}", "{\"literal\":1}", "{\"previous\":\"a\"}", "{\"field\":\"a\",\"operator\":\"isTrue\"}",
        "\"any\"", "\"count\"", "\"Any\"", "\"equals\"", "\"Equals\"", "\"isTrue\"", "\"contains\"", "\"before\"", "\"inLast\"", "\"between\"", "\"in\"", "\"matches\"", "\"a[].b\"", "\"a..b\"",
    ];

    private static readonly string[] Names =
    [
        "$schema", "workflows", "id", "name", "notes", "trigger", "active", "timeZone", "firstDayOfWeek", "conditions", "webhook", "url", "headers", "signingSecrets", "sendExternalId", "connectTimeout",
        "responseTimeout", "maxConcurrentAttempts", "maxAttemptsPerSecond", "orderedByRecord", "secret", "endsAt", "code", "source", "contextUrl", "en", "pt", "es", "all", "any", "not", "field", "elements",
        "operator", "value", "values", "from", "to", "ignoreCase", "previous", "now", "literal", "x", "", "X-Tenant", "x-tenant", "Host", "hOST", "Content-Type", "WEBHOOK-id", "Via", "A B", "Ç",
    ];

    private static readonly string[] Pieces = [" ", "\n", "\t", "x", "0", "@", "\\", "é", "🚀", "=", "/", "-", ".", ":", "[]", "\0", "\u00A0", "\uFEFF"];

    // What only the reader can say.
    private static readonly Regex OnlyTheReader = new(
        """
        is not a trigger|is not a time zone|is also that of|given twice|stands twice|is not a path|is not a regular expression|uses look-around|regular expression has|go(es)? over an array|a count is a number
        |does not compare numbers|is greater than to|mixes a number and a date|is not a URL|headers of \d+ characters|nested more than|takes .*date.*, not "\d{4}-\d\d-(29|30|31)|-(29|30|31)T.* is not a moment
        """.ReplaceLineEndings(""),
        RegexOptions.CultureInvariant);

    private static readonly string FullSet = Encoding.UTF8.GetString(WorkflowWriter.Write([Full.Full() with { TimeZone = TimeZoneInfo.Utc, FirstDayOfWeek = DayOfWeek.Friday }], null, includeSecrets: true));

    private static readonly Gen<string> Sets = Gen.Frequency(
        (1, Gen.Const(FullSet)),
        (1, Randomly.Conditions.Select(condition => Encoding.UTF8.GetString(WorkflowWriter.Write([SomeWorkflow.Named("A") with { Conditions = condition }])))));

    [Test]
    public void Mutants_of_valid_definitions_are_refused_by_both_or_by_none() =>
        Gen.Select(Sets, Gen.Int[0, int.MaxValue - 1].Array[5, 15]).Where((set, _) => !set.Contains("\\ud8", StringComparison.OrdinalIgnoreCase)).Sample(
            (set, decisions) => Disagreement(Mutant(set, decisions)) is null,
            iter: 8_000,
            print: sample => Disagreement(Mutant(sample.Item1, sample.Item2)) ?? "");

    [Test]
    public void Every_member_with_every_value_is_refused_by_both_or_by_none()
    {
        List<string> disagreements = [];
        int count = Places(JsonNode.Parse(FullSet)!).Count();
        for (int place = 0; place < count; place++)
        {
            foreach (string value in Values)
            {
                JsonNode root = JsonNode.Parse(FullSet)!;
                (JsonNode parent, object key) = Places(root).ElementAt(place);
                Set(parent, key, JsonNode.Parse(value));
                if (Disagreement(root.ToJsonString()) is { } disagreement)
                {
                    disagreements.Add($"{parent.GetPath()} {key} = {value}: {disagreement[..Math.Min(200, disagreement.Length)]}");
                }
            }
        }

        Assert.That(disagreements, Is.Empty);
    }

    [Test]
    public void Names_of_headers_are_refused_by_both_or_by_none()
    {
        string[] names =
        [
            "Accept", "Accept-Charset", "Accept-Encoding", "Accept-Language", "Age", "Allow", "Authorization", "Cache-Control", "CF-Connecting-IP", "Connection", "Content-Encoding", "Content-Language",
            "Content-Length", "Content-Location", "Content-MD5", "Content-Range", "Content-Type", "Content_Type", "Cookie", "Date", "ETag", "Expect", "Expires", "Fastly-Client-IP", "Forwarded", "From",
            "Host", "HTTP2-Settings", "If-Match", "If-Modified-Since", "If-None-Match", "If-Range", "If-Unmodified-Since", "Keep-Alive", "Last-Modified", "Location", "Max-Forwards", "Metadata",
            "Metadata-Flavor", "Origin", "Pragma", "Proxy", "Proxy-Authenticate", "Proxy-Authorization", "Proxy-Connection", "Range", "Referer", "Retry-After", "Server", "Set-Cookie", "TE", "Trailer",
            "Transfer-Encoding", "Transfer_Encoding", "True-Client-IP", "Upgrade", "User-Agent", "Vary", "Via", "Warning", "webhook-id", "webhook-signature", "webhook-timestamp", "webhook_id",
            "WWW-Authenticate", "X-API-Key", "X-aws-ec2-metadata-token", "X-Client-IP", "X-Cluster-Client-IP", "X-Forwarded-For", "X_Forwarded_For", "X-Forwarded", "X-Google-Metadata-Request", "X-Original-URL",
            "X-Real-IP", "X_Real_IP", "X-Rewrite-URL", "X-HTTP-Method-Override", "X-Request-Id", "traceparent",
            "Remote-Groups", "Remote_Email", "Remote-Name", "X-WebAuth-User", "X-SSL-Cert", "SSL_CERT", "X-authentik-username", "Tailscale-User-Login", "Cdn-Src-Ip", "X-Cdn-Src-Ip", "X-Source-IP",
        ];
        IEnumerable<string> disagreeing =
            from name in names
            from written in new[] { name, name.ToUpperInvariant(), name.ToLowerInvariant() }
            where Disagreement(JsonSerializer.Serialize(new { workflows = new[] { new { name = "A", trigger = "lead.created", webhook = new { url = "https://a.example.com", headers = new Dictionary<string, string> { [written] = "1" } } } } })) is not null
            select written;

        Assert.That(disagreeing, Is.Empty);
    }

    [Test]
    public void Secrets_of_every_length_are_refused_by_both_or_by_none([Range(0, 70)] int length)
    {
        string base64 = Convert.ToBase64String(new byte[length]);
        string[] secrets = [base64, base64.TrimEnd('='), base64 + "=", base64 + "====", base64.Length > 1 ? base64[..^1] : "A", "A" + base64, base64.Replace('A', '-'), base64.Insert(base64.Length / 2, "\n")];
        foreach (string secret in secrets)
        {
            Assert.That(Disagreement(JsonSerializer.Serialize(new { workflows = new[] { new { name = "A", trigger = "lead.created", webhook = new { url = "https://a.example.com", signingSecrets = new[] { "whsec_" + secret } } } } })), Is.Null);
        }
    }

    [TestCase(500, true)]
    [TestCase(501, false)]
    public void Length_of_a_name_is_counted_in_characters(int length, bool isGood)
    {
        string set = JsonSerializer.Serialize(new { workflows = new[] { new { name = string.Concat(Enumerable.Repeat("🚀", length)), trigger = "lead.created", webhook = new { url = "https://a.example.com" } } } });

        Assert.That(Disagreement(set), Is.Null);
        Assert.That(Schema.Evaluate(JsonElement.Parse(set)).IsValid, Is.EqualTo(isGood));
    }

    [TestCase("30")]
    [TestCase("5:00")]
    [TestCase("1:2:3")]
    [TestCase("00:30")]
    [TestCase(" 00:00:30")]
    [TestCase("00:00:30 ")]
    [TestCase("60")]
    [TestCase("1.5")]
    public void Timeout_that_may_mean_another_unit_is_refused_with_the_form_to_write(string timeout) =>
        Assert.That(
            () => WorkflowReader.Read(Encoding.UTF8.GetBytes($$$"""{"workflows":[{"name":"A","trigger":"lead.created","webhook":{"url":"https://a.example.com","responseTimeout":"{{{timeout}}}"}}]}""")),
            Throws.TypeOf<WorkflowDefinitionException>().With.Message.Contains($"'{timeout}' is not a duration").And.Message.Contains("'00:00:30' for 30 seconds"));

    /// <returns>What the two say, where they do not say the same; <see langword="null"/> where they do.</returns>
    private static string? Disagreement(string set)
    {
        IReadOnlyList<WorkflowDefinitionError> errors = [];
        try
        {
            WorkflowReader.Read(Encoding.UTF8.GetBytes(set));
        }
        catch (WorkflowDefinitionException exception)
        {
            errors = exception.Errors;
        }

        bool isGood = Schema.Evaluate(JsonElement.Parse(set)).IsValid;
        bool isRefused = errors.Any(error => !OnlyTheReader.IsMatch(error.Message) && !IsInText(set, error.Place));
        return isGood && isRefused ? $"refused by the reader alone: {string.Join(" / ", errors)} {set}"
            : !isGood && errors.Count == 0 ? $"refused by the schema alone: {set}"
            : null;
    }

    /// <summary>Whether a place is that of conditions as a text, of which the schema knows only that they are one.</summary>
    private static bool IsInText(string set, string place)
    {
        JsonElement root = JsonElement.Parse(set);
        bool hasWorkflows = root.TryGetProperty("workflows", out JsonElement workflows) && workflows.ValueKind == JsonValueKind.Array;
        if (!hasWorkflows || !place.StartsWith("conditions", StringComparison.Ordinal))
        {
            return false;
        }

        return workflows.EnumerateArray().Any(workflow =>
        {
            JsonElement element = workflow;
            foreach (Match step in Regex.Matches(place, @"[^.\[\]]+"))
            {
                bool isFound = element.ValueKind == JsonValueKind.Object ? element.TryGetProperty(step.Value, out JsonElement next)
                    : TryAt(element, step.Value, out next);
                if (!isFound)
                {
                    break;
                }

                element = next;
            }

            return element.ValueKind == JsonValueKind.String && element.GetString() != "" && !Regex.IsMatch(place, @"\.(field|elements|operator|value|values|from|to|ignoreCase)\b");
        });

        static bool TryAt(JsonElement list, string index, out JsonElement entry)
        {
            entry = default;
            bool isThere = list.ValueKind == JsonValueKind.Array && int.TryParse(index, out int at) && at < list.GetArrayLength();
            entry = isThere ? list[int.Parse(index, System.Globalization.CultureInfo.InvariantCulture)] : default;
            return isThere;
        }
    }

    private static string Mutant(string set, int[] decisions)
    {
        JsonNode root = JsonNode.Parse(set)!;
        for (int i = 0; i + 4 < decisions.Length; i += 5)
        {
            Mutate(root, decisions[i], decisions[i + 1], decisions[i + 2], decisions[i + 3]);
        }

        return root.ToJsonString();
    }

    private static void Mutate(JsonNode root, int kind, int at, int what, int how)
    {
        (JsonNode Parent, object Key)[] places = [.. Places(root)];
        if (places.Length == 0)
        {
            return;
        }

        (JsonNode parent, object key) = places[at % places.Length];
        JsonNode? value = Get(parent, key);
        switch (kind % 7)
        {
            case 0:
                Set(parent, key, JsonNode.Parse(Values[what % Values.Length]));
                break;
            case 1 when parent is JsonObject members:
                members.Remove((string)key);
                break;
            case 1:
                ((JsonArray)parent).RemoveAt((int)key);
                break;
            case 2 when parent is JsonObject members:
                string name = (string)key;
                string renamed = (how % 4) switch { 0 => name.ToUpperInvariant(), 1 => name + "x", 2 => Names[what % Names.Length], _ => " " + name };
                members.Remove(name);
                members[renamed] = value?.DeepClone();
                break;
            case 3 when value is JsonObject members:
                members[Names[what % Names.Length]] = JsonNode.Parse(Values[how % Values.Length]);
                break;
            case 4 when value is JsonValue text && text.TryGetValue(out string? written):
                string piece = Pieces[what % Pieces.Length];
                Set(parent, key, (how % 5) switch { 0 => written + piece, 1 => piece + written, 2 => written.ToUpperInvariant(), 3 => string.Concat(Enumerable.Repeat(written, 40)), _ => written + written });
                break;
            case 5 when value is JsonArray list && list.Count > 0:
                list.Add(list[what % list.Count]?.DeepClone());
                break;
            default:
                (JsonNode other, object otherKey) = places[what % places.Length];
                Set(parent, key, Get(other, otherKey)?.DeepClone());
                break;
        }
    }

    private static IEnumerable<(JsonNode Parent, object Key)> Places(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => Places(member.Value).Prepend((members, member.Key))),
        JsonArray list => list.SelectMany((entry, index) => Places(entry).Prepend((list, index))),
        _ => [],
    };

    private static JsonNode? Get(JsonNode parent, object key) => key is string name ? parent[name] : parent[(int)key];

    private static void Set(JsonNode parent, object key, JsonNode? value)
    {
        if (key is string name)
        {
            parent[name] = value;
        }
        else
        {
            parent[(int)key] = value;
        }
    }
}
