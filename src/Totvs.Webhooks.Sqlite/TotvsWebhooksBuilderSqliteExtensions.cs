using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Totvs.Webhooks;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Diagnostics;
using Totvs.Webhooks.Sqlite;
using Totvs.Webhooks.Workflows;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Chooses SQLite as the place where deliveries and workflows are kept.</summary>
public static class TotvsWebhooksBuilderSqliteExtensions
{
    /// <summary>
    /// Keeps deliveries and workflows in a SQLite file: what was accepted survives the end of the process, and the loss of power. Several
    /// processes on one machine may use the same file. Callers that publish at the same time share a commit: whoever comes while the
    /// commit before is under way; nobody is made to wait for company.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="connectionString">
    /// The connection string, such as <c>Data Source=webhooks.db</c>; see <see cref="SqliteOptions.ConnectionString"/>.
    /// </param>
    /// <returns>The builder.</returns>
    public static TotvsWebhooksBuilder UseSqlite(this TotvsWebhooksBuilder builder, string connectionString)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        return builder.UseSqlite(options => options.ConnectionString = connectionString);
    }

    /// <summary>
    /// Keeps deliveries and workflows in a SQLite file: what was accepted survives the end of the process, and the loss of power. Several
    /// processes on one machine may use the same file. Callers that publish at the same time share a commit: whoever comes while the
    /// commit before is under way; nobody is made to wait for company.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets the options, which are checked when the host starts.</param>
    /// <returns>The builder.</returns>
    public static TotvsWebhooksBuilder UseSqlite(this TotvsWebhooksBuilder builder, Action<SqliteOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        IServiceCollection services = builder.Services;
        services.AddOptionsWithValidateOnStart<SqliteOptions, SqliteOptionsValidator>().Configure(configure);
        services.TryAddSingleton(provider => new SqliteDatabase(
            provider.GetRequiredService<IOptions<SqliteOptions>>().Value,
            provider.GetRequiredService<TimeProvider>(),
            QuietLogger.Of<SqliteDatabase>(provider),
            Longest(provider.GetRequiredService<IOptions<TotvsWebhooksOptions>>().Value)));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, SqliteStart>(
            provider => new SqliteStart(provider, QuietLogger.Of<SqliteDatabase>(provider))));
        services.Replace(ServiceDescriptor.Singleton<IRetryStore>(provider => new SqliteRetryStore(
            provider.GetRequiredService<SqliteDatabase>(),
            provider.GetRequiredService<IOptions<TotvsWebhooksOptions>>().Value.Retention)));
        services.Replace(ServiceDescriptor.Singleton<IWorkflowStore>(provider => new SqliteWorkflowStore(
            provider.GetRequiredService<SqliteDatabase>(),
            provider.GetService<ISecretProtector>(),
            provider.GetRequiredService<TimeProvider>(),
            QuietLogger.Of<SqliteWorkflowStore>(provider))));
        return builder;
    }

    private static LongestWaits Longest(TotvsWebhooksOptions options) => new(options.Retry, options.Dispatch.LeaseDuration);
}
