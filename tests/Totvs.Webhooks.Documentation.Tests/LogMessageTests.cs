using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NUnit.Framework;

namespace Totvs.Webhooks.Documentation.Tests;

/// <summary>The page <c>docs/log-messages.md</c> holds the log messages of all packages, and nothing else.</summary>
public sealed class LogMessageTests
{
    private const string Page = "docs/log-messages.md";
    private const string Root = "Totvs.Webhooks";

    private static readonly Assembly[] Packages =
    [
        typeof(IWebhookPublisher).Assembly,
        typeof(TotvsWebhooksBuilderSqliteExtensions).Assembly,
        typeof(TotvsWebhooksBuilderDataProtectionExtensions).Assembly,
    ];

    [Test]
    public void Page_lists_each_message_with_its_level_room_and_template() =>
        Assert.That(
            Pages.Table(Page, "Id").Select(row => new DocumentedLogMessage(Number(row[0]), row[1], row[2], row[3].Trim('`'))),
            Is.EqualTo(Messages().OrderBy(message => message.Id)));

    [Test]
    public void Page_says_what_to_do_about_each_message() =>
        Assert.That(Pages.Table(Page, "Id").Where(row => !row[4].EndsWith('.')).Select(row => row[0]), Is.Empty);

    [Test]
    public void No_id_is_used_twice() => Assert.That(Messages().Select(message => message.Id), Is.Unique);

    [Test]
    public void Each_id_lies_in_the_range_of_its_room()
    {
        ILookup<string, (int First, int Last)> ranges = Ranges().ToLookup(range => range.Room, range => (range.First, range.Last));

        Assert.That(
            Messages().Where(message => !ranges[message.Room].Any(range => message.Id >= range.First && message.Id <= range.Last)),
            Is.Empty);
    }

    [Test]
    public void Ranges_of_the_rooms_do_not_overlap()
    {
        (string Room, int First, int Last)[] ranges = [.. Ranges().OrderBy(range => range.First)];

        Assert.That(ranges, Is.All.Matches<(string Room, int First, int Last)>(range => range.First <= range.Last));
        Assert.That(ranges.Zip(ranges.Skip(1)).Where(pair => pair.First.Last >= pair.Second.First), Is.Empty);
    }

    [Test]
    public void Each_message_is_declared_in_a_class_for_log_messages() =>
        Assert.That(
            Declarations().Select(declaration => declaration.Method.DeclaringType!),
            Is.Not.Empty.And.All.Matches<Type>(type => type.Name.EndsWith("Log", StringComparison.Ordinal) && type.IsAbstract && type.IsSealed));

    private static IEnumerable<DocumentedLogMessage> Messages() => Declarations().Select(declaration => new DocumentedLogMessage(
        declaration.Message.EventId, declaration.Message.Level.ToString(), RoomOf(declaration.Method.DeclaringType!), declaration.Message.Message));

    private static IEnumerable<(MethodInfo Method, LoggerMessageAttribute Message)> Declarations() =>
        from type in Packages.SelectMany(package => package.GetTypes())
        from method in type.GetMethods(
            BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        let message = method.GetCustomAttribute<LoggerMessageAttribute>()
        where message is not null
        select (method, message);

    private static string RoomOf(Type type) => type.Namespace == Root ? Root : type.Namespace![(Root.Length + 1)..];

    private static IEnumerable<(string Room, int First, int Last)> Ranges() =>
        from row in Pages.Table(Page, "Room")
        from range in row[1].Split(',', StringSplitOptions.TrimEntries)
        let ends = range.Split('–')
        select (row[0], Number(ends[0]), Number(ends[^1]));

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
