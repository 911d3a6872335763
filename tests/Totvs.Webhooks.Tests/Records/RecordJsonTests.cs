using System.Text.Json;
using System.Text.Json.Nodes;
using NUnit.Framework;
using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Tests.Records;

public class RecordJsonTests
{
    [Test]
    public void Dictionary_becomes_a_record()
    {
        JsonElement record = RecordJson.From(new Dictionary<string, object?>
        {
            ["text"] = "São \"x\"",
            ["none"] = null,
            ["yes"] = true,
            ["int"] = 1,
            ["big"] = ulong.MaxValue,
            ["huge"] = System.Numerics.BigInteger.Parse(
                "123456789012345678901234567890123456789", System.Globalization.CultureInfo.InvariantCulture),
            ["money"] = 10.50m,
            ["double"] = 0.1,
            ["float"] = 0.5f,
            ["moment"] = new DateTimeOffset(2022, 5, 6, 15, 28, 36, 110, TimeSpan.FromHours(-3)),
            ["utc"] = new DateTime(2022, 5, 6, 15, 28, 36, DateTimeKind.Utc),
            ["day"] = new DateOnly(2022, 5, 6),
            ["time"] = new TimeOnly(15, 28),
            ["id"] = Guid.Empty,
            ["enum"] = DayOfWeek.Friday,
            ["uri"] = new Uri("https://example.com/a"),
            ["char"] = 'x',
            ["list"] = new object?[] { 1, "a", null, new List<int> { 2 } },
            ["typed"] = new List<string> { "a" },
            ["nested"] = new Dictionary<string, object?> { ["a"] = new Dictionary<string, object?>() },
            ["element"] = JsonElement.Parse("""[1.0]"""),
            ["node"] = new JsonObject { ["a"] = 1 },
        });
        Assert.That(record.GetRawText(), Is.EqualTo(
            """{"text":"São \"x\"","none":null,"yes":true,"int":1,"big":18446744073709551615,"""
            + """ "huge":123456789012345678901234567890123456789,"money":10.50,"double":0.1,"float":0.5,"""[1..]
            + """ "moment":"2022-05-06T15:28:36.11-03:00","utc":"2022-05-06T15:28:36Z","day":"2022-05-06","time":"15:28:00.0000000","""[1..]
            + """ "id":"00000000-0000-0000-0000-000000000000","enum":"Friday","uri":"https://example.com/a","char":"x","""[1..]
            + """ "list":[1,"a",null,[2]],"typed":["a"],"nested":{"a":{}},"element":[1.0],"node":{"a":1}}"""[1..]));
    }

    [Test]
    public void What_has_no_json_form_is_refused_with_its_place()
    {
        Assert.That(
            () => RecordJson.From(new Dictionary<string, object?>
            {
                ["a"] = new Dictionary<string, object?> { ["b"] = new object?[] { 1, double.NaN } },
            }),
            Throws.ArgumentException.With.Message.Contains("'a.b[1]'").And.Message.Contains("no JSON number"));
        Assert.That(
            () => RecordJson.From(new Dictionary<string, object?> { ["a"] = new Version(1, 2) }),
            Throws.ArgumentException.With.Message.Contains("'a'").And.Message.Contains("System.Version"));
        Assert.That(
            () => RecordJson.From(new Dictionary<string, object?> { ["a"] = new Dictionary<int, int>() }),
            Throws.ArgumentException.With.Message.Contains("'a'"));
    }

    [Test]
    public void Dictionary_that_contains_itself_is_refused()
    {
        var loop = new Dictionary<string, object?>();
        loop["self"] = new object?[] { loop };
        Assert.That(() => RecordJson.From(loop), Throws.ArgumentException.With.Message.Contains("64 levels"));
    }

    [Test]
    public void Json_text_becomes_a_record()
    {
        Assert.That(RecordJson.Parse("""{"a":1}""").GetProperty("a").GetInt32(), Is.EqualTo(1));
        Assert.That(() => RecordJson.Parse("{"), Throws.InstanceOf<JsonException>());
    }
}
