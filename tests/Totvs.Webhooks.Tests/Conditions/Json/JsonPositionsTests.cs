using System.Text;
using NUnit.Framework;
using Totvs.Webhooks.Conditions.Json;

namespace Totvs.Webhooks.Tests.Conditions.Json;

public class JsonPositionsTests
{
    private const string Text =
        """
        {
          "a": 1, "b": { "c": 1 },
          "a": 2, "b": { "c": 2 },
          "list": [ { "x": 1,
            "x": 2 } ]
        }
        """;

    [TestCase("a", 3, 3)]
    [TestCase("b", 3, 11)]
    [TestCase("b.c", 3, 18)]
    [TestCase("list[0].x", 5, 5)]
    [TestCase("list[0]", 4, 13)]
    [TestCase("b.unknown", 3, 11)]
    [TestCase("", 1, 1)]
    public void Of_members_of_one_name_the_last_is_found(string place, int line, int column) =>
        Assert.That(new JsonPositions(Encoding.UTF8.GetBytes(Text), default).Find(place), Is.EqualTo(((long)line, (long)column)));
}
