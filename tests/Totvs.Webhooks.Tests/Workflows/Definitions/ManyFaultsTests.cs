using System.Diagnostics;
using System.Text;
using NUnit.Framework;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Definitions;

namespace Totvs.Webhooks.Tests.Workflows.Definitions;

/// <summary>A definition with very many faults costs time in proportion, and its message stays short.</summary>
public sealed class ManyFaultsTests
{
    private const string Start = "\"name\":\"A\",\"trigger\":\"lead.created\",";
    private const string Url = "\"url\":\"https://a.example.com\"";
    private const string Webhook = $"\"webhook\":{{{Url}}}";

    private static readonly Dictionary<string, Func<int, string>> Sets = new()
    {
        ["workflows that are no objects"] = count => List(count, i => $"{i}"),
        ["workflows on one line"] = count => List(count, i => $$"""{"name":"{{i}}","trigger":"lead.kreated",{{Webhook}}}"""),
        ["workflows on lines"] = count => List(count, i => $$"""{"name":"{{i}}","trigger":"lead.kreated",{{Webhook}}}""" + "\n"),
        ["workflows with one id"] = count => List(count + 1, _ => $"{{{Start}{Webhook}}}"),
        ["unknown members"] = count => One($"{Start}{Webhook},{Many(count, i => $"\"tr{i}\":1")}"),
        ["members that stand twice"] = count => One($"{Start}{Webhook},{Many(count, _ => "\"notes\":\"x\"")},\"notes\":\"x\""),
        ["headers"] = count => One(
            $"{Start}\"webhook\":{{{Url},\"headers\":{{{Many(count / 2, i => $"\"X {i}\":\"x\"")},"
            + $"{Many(count / 2, i => $"\"X-{i}\":1")}}}}}"),
        ["secrets"] = count => One($"{Start}\"webhook\":{{{Url},\"signingSecrets\":[{Many(count, _ => "\"x\"")}]}}"),
        ["operators"] = count => One(
            $"{Start}{Webhook},\"conditions\":{{\"all\":[{Many(count, i => $$"""{"field":"a","operator":"greatr{{i}}","value":1}""")}]}}"),
        ["filter texts"] = count => One($"{Start}{Webhook},\"conditions\":{{\"all\":[{Many(count, i => $"\"{{a->lke{i}->1}}\"")}]}}"),
        ["values"] = count => One(
            $"{Start}{Webhook},\"conditions\":{{\"field\":\"a\",\"operator\":\"in\",\"values\":[{Many(count, _ => "{}")}]}}"),
        ["members of a condition and of its workflow"] = count =>
            One(
                $"{Start}{Webhook},{Many(count / 2, i => $"\"x{i}\":1")},"
                + $"\"conditions\":{{\"field\":\"a\",\"operator\":\"isTrue\",{Many(count / 2, i => $"\"y{i}\":1")}}}"),
    };

    public static IEnumerable<string> Kinds => Sets.Keys;

    [TestCaseSource(nameof(Kinds))]
    public void Message_of_80000_faults_is_short_and_counts_the_rest(string kind)
    {
        WorkflowDefinitionException exception = Refused(Sets[kind](80_000));
        string[] lines = exception.Message.Split(Environment.NewLine);

        Assert.That(exception.Errors, Has.Count.GreaterThanOrEqualTo(80_000));
        Assert.That(exception.Message, Has.Length.LessThan(8_192));
        Assert.That(lines[^1], Does.Contain($"{exception.Errors.Count - lines.Length + 1} more"));
    }

    [TestCaseSource(nameof(Kinds))]
    public void Faults_that_are_eight_times_as_many_take_about_eight_times_as_long(string kind)
    {
        byte[] few = Encoding.UTF8.GetBytes(Sets[kind](10_000));
        byte[] many = Encoding.UTF8.GetBytes(Sets[kind](80_000));
        TimeOf(few);

        // Where time grows with the square it is 64 each time; a busy machine lengthens one of the two now and then.
        Assert.That(Enumerable.Range(0, 8).Any(_ => TimeOf(many) / TimeOf(few) < 24), Is.True);
    }

    [Test]
    public void Message_of_a_few_faults_has_all_of_them() =>
        Assert.That(Refused(Sets["unknown members"](12)).Message.Split(Environment.NewLine), Has.Length.EqualTo(12));

    private static double TimeOf(byte[] set)
    {
        long start = Stopwatch.GetTimestamp();
        Assert.That(() => WorkflowReader.Read(set), Throws.TypeOf<WorkflowDefinitionException>());
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static WorkflowDefinitionException Refused(string set) =>
        Assert.Throws<WorkflowDefinitionException>(() => WorkflowReader.Read(Encoding.UTF8.GetBytes(set)))!;

    private static string One(string members) => List(1, _ => $"{{{members}}}");

    private static string List(int count, Func<int, string> entry) => $"{{\"workflows\":[{Many(count, entry)}]}}";

    private static string Many(int count, Func<int, string> entry) => string.Join(',', Enumerable.Range(0, count).Select(entry));
}
