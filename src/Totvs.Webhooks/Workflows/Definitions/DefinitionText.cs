using System.Globalization;
using System.Text.RegularExpressions;

namespace Totvs.Webhooks.Workflows.Definitions;

/// <summary>Reads values that a definition has as strings, in one form each: the one of <c>docs/workflow.schema.json</c>.</summary>
internal static partial class DefinitionText
{
    private static readonly string[] MomentFormats = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'"];

    /// <summary>Reads an id, which is not the empty UUID.</summary>
    public static bool TryReadId(string text, out Guid id)
    {
        // Guid alone passes over white space around it, and over signs inside.
        id = Guid.Empty;
        return PlainId.IsMatch(text) && Guid.TryParseExact(text, "D", out id) && id != Guid.Empty;
    }

    public static bool TryReadDuration(string text, out TimeSpan duration)
    {
        // TimeSpan alone would take '30' for days and '5:00' for hours.
        duration = TimeSpan.Zero;
        return PlainDuration.IsMatch(text) && TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out duration);
    }

    public static bool TryReadMoment(string text, out DateTimeOffset moment)
    {
        moment = default;
        return PlainMoment.IsMatch(text)
            && DateTimeOffset.TryParseExact(text, MomentFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out moment);
    }

    [GeneratedRegex(@"\A[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\z", RegexOptions.CultureInvariant)]
    private static partial Regex PlainId { get; }

    [GeneratedRegex(@"\A([0-9]{1,7}\.)?([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,7})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex PlainDuration { get; }

    [GeneratedRegex(
        @"\A[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,7})?"
        + @"(Z|[+-](0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00)\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex PlainMoment { get; }
}
