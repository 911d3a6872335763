using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Totvs.Webhooks.Conditions.Json;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Matching;

/// <summary>
/// Logs, once for each code, an event whose trigger neither the catalog nor a workflow has: most often the code is misspelt. For any
/// thread.
/// </summary>
internal sealed class UnknownTriggers
{
    // Codes come from the host: without a bound, one that makes them of data would fill the memory and the log.
    private const int MaxLogged = 1_000;
    private const int MaxCodeLength = 100;

    private readonly TriggerCatalog _catalog;
    private readonly ILogger _logger;
    private readonly ConcurrentDictionary<string, bool> _logged = new(StringComparer.OrdinalIgnoreCase);
    private int _count;

    public UnknownTriggers(TriggerCatalog catalog, ILogger logger)
    {
        _catalog = catalog;
        _logger = logger;
    }

    /// <summary>Logs an event whose trigger no workflow in force has, where the catalog does not have it either.</summary>
    public void Log(string code, WorkflowIndex workflows)
    {
        if (_catalog.Find(code) is not null
            || Volatile.Read(ref _count) >= MaxLogged
            || code.Length > MaxCodeLength
            || !_logged.TryAdd(code, true))
        {
            return;
        }

        Interlocked.Increment(ref _count);
        IEnumerable<string> known = _catalog.All.Select(trigger => trigger.Code)
            .Concat(workflows.All.Select(workflow => workflow.Trigger.Code))
            .Distinct(StringComparer.OrdinalIgnoreCase);
        MatchingLog.TriggerUnknown(_logger, code, Spelling.DidYouMean(code, known));
    }
}
