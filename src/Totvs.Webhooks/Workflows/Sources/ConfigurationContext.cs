namespace Totvs.Webhooks.Workflows.Sources;

/// <summary>What a part of the configuration is inside of.</summary>
internal enum ConfigurationContext
{
    /// <summary>The form: names are the form's, in any case.</summary>
    Form,

    /// <summary>The headers of a webhook: names are taken as they are.</summary>
    Headers,
}
