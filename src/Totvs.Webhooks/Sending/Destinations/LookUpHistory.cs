namespace Totvs.Webhooks.Sending.Destinations;

/// <summary>Remembers of the names last looked up whether they were prompt. Not safe for several threads.</summary>
internal sealed class LookUpHistory
{
    /// <summary>Until so many names more were looked up, none is forgotten; twice as many are kept at most.</summary>
    public const int Kept = 2048;

    private static readonly TimeSpan SlowAfter = TimeSpan.FromSeconds(2);

    private Dictionary<string, bool> _newer = new(StringComparer.OrdinalIgnoreCase);
    private Dictionary<string, bool> _older = new(StringComparer.OrdinalIgnoreCase);

    public LookUpStanding StandingOf(string host) => _newer.TryGetValue(host, out bool isSlow) || _older.TryGetValue(host, out isSlow)
        ? isSlow ? LookUpStanding.Slow : LookUpStanding.Prompt
        : LookUpStanding.Unknown;

    /// <param name="host">The name.</param>
    /// <param name="elapsed">How long the look-up took.</param>
    public void Remember(string host, TimeSpan elapsed)
    {
        if (_newer.Count >= Kept && !_newer.ContainsKey(host))
        {
            _older = _newer;
            _newer = new(StringComparer.OrdinalIgnoreCase);
        }

        _newer[host] = elapsed >= SlowAfter;
    }
}
