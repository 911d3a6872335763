using NetArchTest.Rules;
using NUnit.Framework;

namespace Totvs.Webhooks.Tests;

/// <summary>Data flows one way: a room uses only the rooms before it in the list, and no room uses what joins them.</summary>
public sealed class ArchitectureTests
{
    private const string Root = "Totvs.Webhooks";
    private const double LargestShare = 0.3;
    private const int FewestTypes = 4;

    // Each room and each sub-room may use those before it. The files of a room itself are its face: they may use its sub-rooms,
    // and its sub-rooms may use them. The read side stands before the store that answers it.
    private static readonly string[] Rooms =
    [
        "Diagnostics",
        "Records",
        "Conditions", "Conditions.Evaluation", "Conditions.Wording", "Conditions.Json", "Conditions.Filters",
        "Signing",
        "Workflows", "Workflows.Triggers", "Workflows.Definitions", "Workflows.Sources",
        "Matching",
        "Deliveries",
        "History",
        "Deliveries.InMemory",
        "Sending", "Sending.Responses", "Sending.Destinations", "Sending.Clients",
        "Dispatching", "Dispatching.Lanes", "Dispatching.Attempts",
        "Operations",
    ];

    // Filled by the acts that are to come; until then it holds the one there is.
    private static readonly string[] Beginnings = ["Operations"];

    [Test]
    public void Room_uses_only_the_rooms_before_it([ValueSource(nameof(Rooms))] string room)
    {
        string[] later =
        [
            .. Rooms.SkipWhile(name => name != room).Skip(1).Where(name => !IsSubRoom(name, of: room)).SelectMany(NamesOfTypesIn),
        ];

        if (later.Length > 0)
        {
            Assert.That(FailingTypes(TypesOf(room).ShouldNot().HaveDependencyOnAny(later)), Is.Empty);
        }
    }

    [Test]
    public void Room_uses_nothing_that_joins_the_rooms([ValueSource(nameof(Rooms))] string room)
    {
        string[] joints = NamesOfTypesIn("");

        Assert.That(joints, Is.Not.Empty);
        Assert.That(FailingTypes(TypesOf(room).ShouldNot().HaveDependencyOnAny(joints)), Is.Empty);
    }

    [Test]
    public void Every_type_has_a_room_or_joins_them()
    {
        string[] known = [Root, "Microsoft.Extensions.DependencyInjection", .. Rooms.Select(NamespaceOf)];

        IEnumerable<string?> strays = Core
            .Where(
                type => type.Namespace?.StartsWith(Root, StringComparison.Ordinal) == true
                    && !type.IsNested
                    && !known.Contains(type.Namespace))
            .Select(type => type.FullName);

        Assert.That(strays, Is.Empty);
    }

    [Test]
    public void No_room_holds_more_than_three_tenths_of_the_house([ValueSource(nameof(Rooms))] string room)
    {
        Type[] named = [.. Core.Where(type => !type.IsNested && type.Namespace?.StartsWith(Root, StringComparison.Ordinal) == true)];

        Assert.That(named.Count(type => IsIn(type, room.Split('.')[0])), Is.LessThanOrEqualTo(named.Length * LargestShare));
    }

    [Test]
    public void Every_room_holds_enough_to_be_one([ValueSource(nameof(Rooms))] string room)
    {
        int expected = Beginnings.Contains(room) ? 1 : room.Contains('.') ? 2 : FewestTypes;

        Assert.That(Core.Count(type => !type.IsNested && IsIn(type, room)), Is.GreaterThanOrEqualTo(expected));
    }

    [Test]
    public void Core_package_knows_no_database_and_no_web_server() =>
        Assert.That(
            typeof(IWebhookPublisher).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name),
            Has.None.Contains("Sqlite").And.None.Contains("Npgsql").And.None.Contains("AspNetCore").And.None.Contains("System.Data"));

    private static Type[] Core => typeof(IWebhookPublisher).Assembly.GetTypes();

    private static bool IsSubRoom(string name, string of) => name.StartsWith($"{of}.", StringComparison.Ordinal);

    private static bool IsIn(Type type, string room) =>
        type.Namespace == NamespaceOf(room) || type.Namespace?.StartsWith($"{NamespaceOf(room)}.", StringComparison.Ordinal) == true;

    private static string NamespaceOf(string room) => room.Length == 0 ? Root : $"{Root}.{room}";

    // By whole names: a namespace would also match those that begin like it.
    private static string[] NamesOfTypesIn(string room) =>
        [.. Core.Where(type => type.Namespace == NamespaceOf(room)).Select(type => type.FullName!)];

    private static PredicateList TypesOf(string room) =>
        Types.InAssembly(typeof(IWebhookPublisher).Assembly).That().ResideInNamespaceMatching(
            $"^{NamespaceOf(room).Replace(".", @"\.", StringComparison.Ordinal)}$");

    private static IReadOnlyList<string> FailingTypes(ConditionList rule) => rule.GetResult().FailingTypeNames ?? [];
}
