using Microsoft.Extensions.Logging;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Diagnostics;

namespace Totvs.Webhooks.Dispatching;

/// <summary>Removes finished deliveries past their retention, off the hot path and in small steps.</summary>
internal sealed class RetentionSweep(IRetryStore store, DispatchOptions options, TimeProvider timeProvider, ILogger<RetentionSweep> logger)
{
    private const int Step = 500;
    private static readonly TimeSpan RestBetweenSteps = TimeSpan.FromMilliseconds(50);

    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            await Task.Delay(options.PurgeInterval, timeProvider, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await SweepAsync(stopping).ConfigureAwait(false);
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
                removed = await store.PurgeAsync(Step, stopping).ConfigureAwait(false);
                total += removed;
                await Task.Delay(RestBetweenSteps, timeProvider, stopping).ConfigureAwait(false);
            }

            DispatchLog.Purged(logger, total);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            DispatchLog.Purged(logger, total);
        }
        catch (Exception exception)
        {
            DispatchLog.PurgeFailed(logger, exception, options.PurgeInterval);
        }
    }
}
