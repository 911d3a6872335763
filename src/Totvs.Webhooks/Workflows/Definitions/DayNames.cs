namespace Totvs.Webhooks.Workflows.Definitions;

/// <summary>The words of <see cref="DayOfWeek"/> in JSON.</summary>
internal static class DayNames
{
    private static readonly string[] Names = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

    public static IReadOnlyList<string> All => Names;

    public static string Of(DayOfWeek day) => Names[(int)day];

    public static DayOfWeek? Find(string name)
    {
        int index = Array.IndexOf(Names, name);
        return index < 0 ? null : (DayOfWeek)index;
    }
}
