namespace Totvs.Webhooks;

/// <summary>The time zone of timestamps and of dates in conditions, where it comes from, and what speaks against it.</summary>
/// <param name="Zone">The zone.</param>
/// <param name="Origin">Where it comes from, in words.</param>
/// <param name="Doubt">Why it is hardly the one that was meant; <see langword="null"/> where nothing says so.</param>
internal sealed record TimeZoneChoice(TimeZoneInfo Zone, string Origin, string? Doubt)
{
    private const string AnyKnown = "America/Sao_Paulo";

    /// <summary>Chooses the zone.</summary>
    /// <param name="setting">The option <c>TimeZone</c>, checked before.</param>
    /// <param name="machine">The machine's zone, for which .NET silently takes UTC where it finds no data.</param>
    /// <param name="environment">The environment variable <c>TZ</c>.</param>
    /// <param name="find">Finds a zone by its id, on this machine.</param>
    public static TimeZoneChoice Choose(string? setting, TimeZoneInfo machine, string? environment, Func<string, TimeZoneInfo?> find)
    {
        if (setting is not null)
        {
            return new TimeZoneChoice(find(setting) ?? throw new InvalidOperationException(FaultOf(setting)), "the option TimeZone", null);
        }

        string name = environment?.TrimStart(':') ?? "";
        string? doubt = !IsUtc(machine) ? null
            : name.Length > 0 && find(name) is null ? $"the environment variable TZ is '{environment}', which this machine does not know"
            : find(AnyKnown) is null ? "this machine has no time zone data"
            : null;
        return new TimeZoneChoice(machine, "the machine", doubt);
    }

    /// <summary>What is wrong with an id that is not known, and the remedy.</summary>
    public static string FaultOf(string setting) =>
        $"TimeZone is '{setting}', which this machine does not know as a time zone; give an IANA id such as 'America/Sao_Paulo', "
        + "or a Windows one such as 'E. South America Standard Time', or leave it out for the machine's. "
        + "If the id is right, the machine lacks time zone data: install tzdata.";

    private static bool IsUtc(TimeZoneInfo zone) => zone.BaseUtcOffset == TimeSpan.Zero && !zone.SupportsDaylightSavingTime;
}
