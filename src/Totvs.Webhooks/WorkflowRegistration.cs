using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Totvs.Webhooks.Conditions.Evaluation;
using Totvs.Webhooks.Diagnostics;
using Totvs.Webhooks.Matching;
using Totvs.Webhooks.Sending;
using Totvs.Webhooks.Sending.Destinations;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Sources;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks;

/// <summary>Registers what finds the workflows of an event.</summary>
internal static class WorkflowRegistration
{
    public static void AddWorkflows(this IServiceCollection services)
    {
        services.TryAddSingleton(
            provider => new WorkflowUrlCheck(new DestinationGuard(provider.GetRequiredService<SendingOptions>()).Check));
        services.TryAddSingleton(provider => new ConditionSettings(
            provider.GetRequiredService<TimeZoneInForce>().Zone,
            provider.Options().FirstDayOfWeek));
        services.TryAddSingleton(provider => QuietLogger.Create<WorkflowSources>(
            provider,
            provider.GetRequiredService<DeclaredWorkflows>().Code,
            provider.GetRequiredService<DeclaredWorkflows>().SourcesIn(provider.GetService<IConfiguration>() as IConfigurationRoot)));
        services.TryAddSingleton(provider => WorkflowDirectory.Open(
            provider.GetRequiredService<WorkflowSources>(),
            WorkflowStoreRegistration.Resolve(provider),
            provider.GetRequiredService<TriggerCatalog>(),
            provider.GetRequiredService<ConditionSettings>(),
            QuietLogger.Of<WorkflowDirectory>(provider)));
        services.TryAddSingleton<IWorkflowEngine>(provider => QuietLogger.Create<WorkflowEngine>(provider, provider.Options().Language));
    }
}
