using Microsoft.Extensions.Options;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Dispatching;
using Totvs.Webhooks.Sending;

namespace Totvs.Webhooks;

/// <summary>Checks the settings when the host starts; each fault names the setting, its value and the remedy.</summary>
internal sealed class TotvsWebhooksOptionsValidator : IValidateOptions<TotvsWebhooksOptions>
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

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
