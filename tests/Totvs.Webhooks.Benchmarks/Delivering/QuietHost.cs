using Microsoft.Extensions.Hosting;

namespace Totvs.Webhooks.Benchmarks.Delivering;

/// <summary>
/// A host without defaults. The default one watches its content root, with all that is below it, for changed settings: where a store's
/// file is below it, each commit makes that watcher work, which cost SQLite a quarter of its rate here.
/// </summary>
internal static class QuietHost
{
    public static HostApplicationBuilder CreateBuilder() => new(new HostApplicationBuilderSettings { DisableDefaults = true });
}
