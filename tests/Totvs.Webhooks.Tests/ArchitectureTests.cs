using NetArchTest.Rules;
using NUnit.Framework;

namespace Totvs.Webhooks.Tests;

/// <summary>Data flows one way: a room uses the rooms before it, never those after it, and no room uses what joins them.</summary>
public sealed class ArchitectureTests
{
    private const string Root = "Totvs.Webhooks";

    private static readonly string[] Rooms = ["Workflows", "Deliveries", "Sending", "Dispatching"];

    [Test]
    public void Room_uses_no_room_after_it([Values("Workflows", "Deliveries", "Sending")] string room)
    {
        string[] later = [.. Rooms.SkipWhile(name => name != room).Skip(1).Select(name => $"{Root}.{name}")];

        TestResult result = TypesOf(room).ShouldNot().HaveDependencyOnAny(later).GetResult();

        Assert.That(result.FailingTypeNames ?? [], Is.Empty);
    }

    [Test]
    public void Room_uses_nothing_that_joins_the_rooms([ValueSource(nameof(Rooms))] string room)
    {
        string[] joints = [.. typeof(IWebhookPublisher).Assembly.GetTypes().Where(type => type.Namespace == Root).Select(type => type.FullName!)];

        TestResult result = TypesOf(room).ShouldNot().HaveDependencyOnAny(joints).GetResult();

        Assert.That(joints, Is.Not.Empty);
        Assert.That(result.FailingTypeNames ?? [], Is.Empty);
    }

    [Test]
    public void Every_type_has_a_room_or_joins_them()
    {
        string[] known = [Root, "Microsoft.Extensions.DependencyInjection", $"{Root}.Diagnostics", .. Rooms.Select(room => $"{Root}.{room}")];

        IEnumerable<string?> strays = typeof(IWebhookPublisher).Assembly.GetTypes()
            .Where(type => type.Namespace?.StartsWith(Root, StringComparison.Ordinal) == true && !type.IsNested)
            .Where(type => !known.Any(name => type.Namespace == name || (name != Root && type.Namespace!.StartsWith(name + ".", StringComparison.Ordinal))))
            .Select(type => type.FullName);

        Assert.That(strays, Is.Empty);
    }

    [Test]
    public void Core_package_knows_no_database_and_no_web_server() =>
        Assert.That(
            typeof(IWebhookPublisher).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name),
            Has.None.Contains("Sqlite").And.None.Contains("Npgsql").And.None.Contains("AspNetCore").And.None.Contains("System.Data"));

    private static PredicateList TypesOf(string room) =>
        Types.InAssembly(typeof(IWebhookPublisher).Assembly).That().ResideInNamespaceStartingWith($"{Root}.{room}");
}
