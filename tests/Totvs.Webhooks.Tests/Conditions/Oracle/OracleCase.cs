using System.Text.Json;

namespace Totvs.Webhooks.Tests.Conditions.Oracle;

/// <summary>
/// One line of the file of cases: result, settings, condition, record and record before, with a tab between. A minus sign stands for no
/// record.
/// </summary>
internal sealed record OracleCase(char Settings, string Condition, string? Record, string? Previous)
{
    public static (OracleCase Case, bool? Result) Read(string line)
    {
        string[] parts = line.Split('\t');
        bool? result = parts[0] switch
        {
            "T" => true,
            "F" => false,
            "U" => null,
            _ => throw new JsonException($"'{parts[0]}' is no result."),
        };
        return (new OracleCase(parts[1][0], parts[2], RecordOf(parts[3]), RecordOf(parts[4])), result);
    }

    public string Write(bool? result) =>
        string.Join('\t', result switch { true => "T", false => "F", null => "U" }, Settings, Condition, Record ?? "-", Previous ?? "-");

    private static string? RecordOf(string text) => text == "-" ? null : text;
}
