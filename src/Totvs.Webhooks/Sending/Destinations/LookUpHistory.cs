namespace Totvs.Webhooks.Sending.Destinations;

/// <summary>Remembers for the last names whether their look-ups were prompt. Not safe for concurrent use.</summary>
internal sealed class LookUpHistory
{
    /// <summary>The number of names that are remembered at least; twice as many are at most.</summary>
    public const int MinKept = 2048;

    private static readonly TimeSpan SlowAfter = TimeSpan.FromSeconds(2);

    private Dictionary<string, bool> _newer = new(StringComparer.OrdinalIgnoreCase);
    private Dictionary<string, bool> _older = new(StringComparer.OrdinalIgnoreCase);

    public LookUpStanding StandingOf(string host) =>
        _newer.TryGetValue(host, out bool isSlow) || _older.TryGetValue(host, out isSlow)
            ? isSlow ? LookUpStanding.Slow : LookUpStanding.Prompt
            : LookUpStanding.Unknown;

    /// <param name="host">The name.</param>
    /// <param name="elapsed">How long the look-up took.</param>
    public void Remember(string host, TimeSpan elapsed)
    {
        if (_newer.Count >= MinKept && !_newer.ContainsKey(host))
        {
            _older = _newer;
            _newer = new(StringComparer.OrdinalIgnoreCase);
        }

        _newer[host] = elapsed >= SlowAfter;
    }
}
