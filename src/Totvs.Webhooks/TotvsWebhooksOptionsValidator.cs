using Microsoft.Extensions.Options;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Dispatching;
using Totvs.Webhooks.Sending;
using Totvs.Webhooks.Sending.Destinations;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Sources;

namespace Totvs.Webhooks;

/// <summary>Checks the settings when the host starts; each fault names the setting, its value and the remedy.</summary>
internal sealed class TotvsWebhooksOptionsValidator(DeclaredWorkflows declared) : IValidateOptions<TotvsWebhooksOptions>
{
    private static readonly string[] Languages = ["en", "pt", "es"];

    public ValidateOptionsResult Validate(string? name, TotvsWebhooksOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        List<string> faults =
        [
            .. RetryOptionsValidator.Validate(options.Retry),
            .. RetryOptionsValidator.Validate(options.Retention),
            .. SendingOptionsValidator.Validate(options.Sending),
            .. DispatchOptionsValidator.Validate(options.Dispatch, options.Sending),
        ];
        string language = options.Language?.Split('-')[0] ?? "";
        if (!Languages.Contains(language, StringComparer.OrdinalIgnoreCase))
        {
            faults.Add($"Language is '{options.Language}'; it must be en, pt or es, with or without a region.");
        }

        if (!Enum.IsDefined(options.FirstDayOfWeek))
        {
            faults.Add($"FirstDayOfWeek is {options.FirstDayOfWeek}; it must be a day of the week.");
        }

        // A file, which the machine's own zone may come from, is no id.
        if (options.TimeZone is { } timeZone && !TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out _))
        {
            faults.Add(TimeZoneChoice.FaultOf(timeZone));
        }

        if (faults.Count == 0)
        {
            faults.AddRange(DestinationFaults(options.Sending));
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    /// <summary>
    /// The declared workflows whose URL may not be called. The host must not start, only to fail ten attempts of each delivery.
    /// </summary>
    private IEnumerable<string> DestinationFaults(SendingOptions sending)
    {
        var guard = new DestinationGuard(sending);
        foreach (Workflow workflow in declared.Workflows)
        {
            if (guard.Check(workflow.Action.Url) is { } fault)
            {
                yield return new WorkflowDefinitionError(workflow.Name, "webhook.url", fault).ToString();
            }
        }
    }
}
