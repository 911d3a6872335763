using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Totvs.Webhooks.Sample;

/// <summary>An application with Totvs.Webhooks in it: the part to copy. Comments mark what is unusual.</summary>
internal static class WebhooksHost
{
    /// <summary>How long a failed delivery waits here. An application keeps the 5 minutes of TOTVS.</summary>
    public static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(500);

    /// <summary>Creates the application.</summary>
    /// <param name="options">What the command line asks for.</param>
    /// <param name="receiver">The local receiver, or <see langword="null"/> when everything goes to <c>--url</c>.</param>
    public static IHost Build(SampleOptions options, LocalReceiver? receiver)
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Services.AddTotvsWebhooks(webhooks =>
        {
            webhooks.AddWorkflowsFromFile(options.WorkflowsPath);
            UseStore(webhooks, options);

            // From here on it is a demonstration, not an application.
            webhooks.Configure(ShortenRetries);

            // By default only public addresses are dialled; the receiver of the demonstration is on this machine.
            webhooks.Configure(settings => settings.Sending.AllowLoopback = true);
            if (receiver is null)
            {
                webhooks.ConfigureHttpClient(
                    http => http.AddHttpMessageHandler(() => new DestinationHandler(options.Url!, keepsPath: false)));
            }
            else
            {
                webhooks.Configure(ShortenTimeouts);
                webhooks.ConfigureHttpClient(
                    http => http.AddHttpMessageHandler(() => new DestinationHandler(receiver.Address, keepsPath: true)));
            }
        });

        // Failed attempts are the point of the demonstration: the library's log of them is off by default.
        builder.Logging.ClearProviders().AddSimpleConsole(line => line.SingleLine = true);
        builder.Logging.SetMinimumLevel(options.IsVerbose ? LogLevel.Information : LogLevel.Critical);
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        return builder.Build();
    }

    private static void UseStore(TotvsWebhooksBuilder webhooks, SampleOptions options)
    {
        switch (options.Store)
        {
            case StoreKind.Sqlite:
                webhooks.UseSqlite($"Data Source={options.DatabasePath}");
                break;
            case StoreKind.Memory:
                webhooks.UseInMemoryStore();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(options), options.Store, "There is no such store.");
        }
    }

    private static void ShortenRetries(TotvsWebhooksOptions webhooks)
    {
        webhooks.Retry.Interval = RetryInterval;
        webhooks.Retry.AllowIntervalsUnderFiveMinutes = true;

        // Delivered ones are kept for a while, to count the attempts they took. By default they go at once.
        webhooks.Retention.DeliveredAge = TimeSpan.FromHours(1);
    }

    private static void ShortenTimeouts(TotvsWebhooksOptions webhooks)
    {
        webhooks.Sending.ConnectTimeout = TimeSpan.FromSeconds(1);
        webhooks.Sending.ResponseTimeout = TimeSpan.FromSeconds(1);
        webhooks.Sending.BodyTimeout = TimeSpan.FromSeconds(1);
        webhooks.Dispatch.LeaseMargin = TimeSpan.FromSeconds(1);
        webhooks.Dispatch.LeaseDuration = TimeSpan.FromSeconds(5);
    }
}
