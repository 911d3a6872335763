using Microsoft.Extensions.Logging;
using Totvs.Webhooks.Deliveries;

namespace Totvs.Webhooks.Dispatching;

/// <summary>Removes finished deliveries past their retention, off the hot path and in small steps.</summary>
internal sealed class RetentionSweep
{
    private const int Step = 500;
    private static readonly TimeSpan RestBetweenSteps = TimeSpan.FromMilliseconds(50);

    private readonly IRetryStore _store;
    private readonly DispatchOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger<RetentionSweep> _logger;

    public RetentionSweep(IRetryStore store, DispatchOptions options, TimeProvider timeProvider, ILogger<RetentionSweep> logger)
    {
        _store = store;
        _options = options;
        _timeProvider = timeProvider;
        _logger = logger;
    }

    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            await Task.Delay(_options.PurgeInterval, _timeProvider, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!stopping.IsCancellationRequested)
            {
                await SweepAsync(stopping).ConfigureAwait(false);
            }
        }
    }

    private async Task SweepAsync(CancellationToken stopping)
    {
        int total = 0;
        try
        {
            int removed = Step;
            while (removed == Step && !stopping.IsCancellationRequested)
            {
                removed = await _store.PurgeAsync(Step, stopping).ConfigureAwait(false);
                total += removed;
                await Task.Delay(RestBetweenSteps, _timeProvider, stopping).ConfigureAwait(false);
            }

            DispatchLog.Purged(_logger, total);
        }
        catch (Exception) when (stopping.IsCancellationRequested)
        {
            // The host stops, or the store was disposed with it. The next start continues from here.
        }
        catch (Exception exception)
        {
            DispatchLog.PurgeFailed(_logger, exception, _options.PurgeInterval);
        }
    }
}
