using Microsoft.Extensions.Logging;
using Totvs.Webhooks.Deliveries;

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
                removed = await store.PurgeAsync(Step, stopping).ConfigureAwait(false);
                total += removed;
                await Task.Delay(RestBetweenSteps, timeProvider, stopping).ConfigureAwait(false);
            }

            DispatchLog.Purged(logger, total);
        }
        catch (Exception) when (stopping.IsCancellationRequested)
        {
            // The stop has come, or the store is gone with its host: the next start goes on where this one was.
        }
        catch (Exception exception)
        {
            DispatchLog.PurgeFailed(logger, exception, options.PurgeInterval);
        }
    }
}
