using NetArchTest.Rules;
using NUnit.Framework;

namespace Totvs.Webhooks.Sqlite.Tests;

/// <summary>Data flows one way: a room uses only the rooms before it in the list, and no room uses what joins them.</summary>
public sealed class ArchitectureTests
{
    private const string Root = "Totvs.Webhooks.Sqlite";

    private static readonly string[] Rooms = ["Connections", "Schema", "Queue", "History", "Catalog", "Recovery", "Writing"];

    // What the host sets: every room may go by it.
    private static readonly Type[] Options = [typeof(SqliteOptions), typeof(SqliteSynchronous)];

    [Test]
    public void Room_uses_only_the_rooms_before_it([ValueSource(nameof(Rooms))] string room)
    {
        string[] later = [.. Rooms.SkipWhile(name => name != room).Skip(1).SelectMany(NamesOfTypesIn)];

        if (later.Length > 0)
        {
            Assert.That(FailingTypes(room, later), Is.Empty);
        }
    }

    [Test]
    public void Room_uses_nothing_that_joins_the_rooms([ValueSource(nameof(Rooms))] string room)
    {
        string[] joints = [.. NamesOfTypesIn("").Except(Options.Select(type => type.FullName!))];

        Assert.That(joints, Is.Not.Empty);
        Assert.That(FailingTypes(room, joints), Is.Empty);
    }

    [Test]
    public void Every_type_has_a_room_or_joins_them()
    {
        string[] known = [Root, "Microsoft.Extensions.DependencyInjection", .. Rooms.Select(NamespaceOf)];

        IEnumerable<string?> strays = Package
            .Where(type => type.Namespace?.StartsWith(Root, StringComparison.Ordinal) == true && !known.Contains(type.Namespace))
            .Select(type => type.FullName);

        Assert.That(strays, Is.Empty);
    }

    [Test]
    public void Every_room_holds_something([ValueSource(nameof(Rooms))] string room) => Assert.That(NamesOfTypesIn(room), Is.Not.Empty);

    private static Type[] Package => typeof(SqliteOptions).Assembly.GetTypes();

    private static string NamespaceOf(string room) => room.Length == 0 ? Root : $"{Root}.{room}";

    // By whole names: a namespace would also match those that begin like it.
    private static string[] NamesOfTypesIn(string room) =>
        [.. Package.Where(type => type.Namespace == NamespaceOf(room)).Select(type => type.FullName!)];

    private static IReadOnlyList<string> FailingTypes(string room, string[] forbidden)
    {
        string pattern = $"^{NamespaceOf(room).Replace(".", @"\.", StringComparison.Ordinal)}$";
        return Types.InAssembly(typeof(SqliteOptions).Assembly).That().ResideInNamespaceMatching(pattern)
            .ShouldNot().HaveDependencyOnAny(forbidden)
            .GetResult().FailingTypeNames ?? [];
    }
}
