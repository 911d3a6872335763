using System.Diagnostics;
using System.Net;

namespace Totvs.Webhooks.Sending;

/// <summary>Makes the primary handler: nothing ambient goes out, nothing unbounded comes in.</summary>
internal static class SendingHttpHandler
{
    private const int HeaderLimitKilobytes = 64;

    public static SocketsHttpHandler Create(SendingOptions options) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        Credentials = null,
        PreAuthenticate = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = options.ConnectTimeout,
        MaxResponseHeadersLength = HeaderLimitKilobytes,

        // A body that was not read to its end within its bound closes the connection at once instead of being drained.
        MaxResponseDrainSize = 0,
        ResponseDrainTimeout = TimeSpan.Zero,

        // How many attempts are under way is the dispatcher's decision.
        MaxConnectionsPerServer = int.MaxValue,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),

        // The host's client spans stay, but its trace ids and baggage do not go to other people's servers.
        ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
    };
}
