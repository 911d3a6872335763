using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Totvs.Webhooks.Conditions.Json;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Matching;

/// <summary>
/// Tells, once for each code, of events whose trigger neither the catalog nor a workflow knows: most often the code is misspelt. For any
/// thread.
/// </summary>
internal sealed class UnknownTriggers(TriggerCatalog catalog, ILogger logger)
{
    // Codes come from the host: without a bound, one that makes them of data would fill the memory and the log.
    private const int MostTold = 1_000;
    private const int LongestCode = 100;

    private readonly ConcurrentDictionary<string, bool> _told = new(StringComparer.OrdinalIgnoreCase);
    private int _count;

    /// <summary>Tells of an event whose trigger no workflow in force waits for, where the catalog does not know it either.</summary>
    public void Tell(string code, WorkflowIndex workflows)
    {
        if (catalog.Find(code) is not null || Volatile.Read(ref _count) >= MostTold || code.Length > LongestCode || !_told.TryAdd(code, true))
        {
            return;
        }

        Interlocked.Increment(ref _count);
        IEnumerable<string> known = catalog.All.Select(trigger => trigger.Code)
            .Concat(workflows.All.Select(workflow => workflow.Trigger.Code))
            .Distinct(StringComparer.OrdinalIgnoreCase);
        MatchingLog.TriggerUnknown(logger, code, Spelling.DidYouMean(code, known));
    }
}
