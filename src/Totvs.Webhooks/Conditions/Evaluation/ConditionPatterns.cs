using System.Text.RegularExpressions;

namespace Totvs.Webhooks.Conditions.Evaluation;

/// <summary>
/// The regular expressions of the conditions in force, one object for each pattern: an expression takes some hundred kilobytes, and many
/// workflows use the same. The garbage collector takes those that no condition uses any more. Thread-safe.
/// </summary>
internal sealed class ConditionPatterns
{
    private const int FirstSweep = 256;

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Pattern, bool IgnoreCase), WeakReference<Regex>> _known = [];
    private int _sweepAt = FirstSweep;

    /// <inheritdoc cref="ConditionPattern.Make"/>
    public Regex? Make(string pattern, bool ignoreCase, out string? error)
    {
        lock (_lock)
        {
            if (_known.TryGetValue((pattern, ignoreCase), out WeakReference<Regex>? reference) && reference.TryGetTarget(out Regex? known))
            {
                error = null;
                return known;
            }

            Regex? made = ConditionPattern.Make(pattern, ignoreCase, out error);
            if (made is not null)
            {
                _known[(pattern, ignoreCase)] = new WeakReference<Regex>(made);
                ForgetUnused();
            }

            return made;
        }
    }

    private void ForgetUnused()
    {
        if (_known.Count < _sweepAt)
        {
            return;
        }

        foreach (((string, bool) key, WeakReference<Regex> reference) in _known)
        {
            if (!reference.TryGetTarget(out _))
            {
                _known.Remove(key);
            }
        }

        _sweepAt = Math.Max(FirstSweep, _known.Count * 2);
    }
}
