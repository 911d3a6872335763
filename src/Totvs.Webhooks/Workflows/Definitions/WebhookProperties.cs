namespace Totvs.Webhooks.Workflows.Definitions;

/// <summary>The table of the properties of a webhook, in the order of the schema. A new setting is one row here.</summary>
internal static class WebhookProperties
{
    public static IReadOnlyList<DefinitionProperty<WebhookAction>> All { get; } =
    [
        new()
        {
            Name = "url",
            Read = static (action, json) => action with { Url = UrlForm.Read(json)! },
            Write = static (action, output) => UrlForm.Write(action.Url, output),
            Check = static (action, faults) => faults.AddAny(WebhookUrl.FaultOf(action.Url)),
        },
        new()
        {
            Name = "headers",
            Kind = PropertyKind.Headers,
            Read = static (action, json) => action with { Headers = [.. json.Headers("headers")] },
            Write = static (action, output) => output.WriteHeaders("headers", action.Headers),
            Check = static (action, faults) => WebhookHeaderRules.Check(action.Headers, faults.Place, faults.Found),
        },
        new()
        {
            Name = "signingSecrets",
            Read = static (action, json) => action with { SigningSecrets = SecretsForm.Read(json) },
            Write = static (action, output) => SecretsForm.Write(action.SigningSecrets, output),
            Check = static (action, faults) => SecretsForm.Check(action.SigningSecrets, faults),
        },
        new()
        {
            Name = "contentType",
            Read = static (action, json) => action with { ContentType = json.Text("contentType") ?? WebhookContentType.Default },
            Write = static (action, output) =>
                output.WriteOptional("contentType", action.ContentType == WebhookContentType.Default ? null : action.ContentType),
            Check = static (action, faults) => faults.AddAny(WebhookContentType.FaultOf(action.ContentType)),
        },
        Property.Boolean<WebhookAction>(
            "sendExternalId",
            whenMissing: true,
            static action => action.SendsExternalId,
            static (action, value) => action with { SendsExternalId = value }),
        Property.Timeout<WebhookAction>(
            "connectTimeout",
            static action => action.ConnectTimeout,
            static (action, value) => action with { ConnectTimeout = value }),
        Property.Timeout<WebhookAction>(
            "responseTimeout",
            static action => action.ResponseTimeout,
            static (action, value) => action with { ResponseTimeout = value }),
        Property.Count<WebhookAction>(
            "maxConcurrentAttempts",
            "Leave it out for as many as the destination's lane allows.",
            static action => action.MaxConcurrentAttempts,
            static (action, value) => action with { MaxConcurrentAttempts = value }),
        Property.Number<WebhookAction>(
            "maxAttemptsPerSecond",
            (0.001m, 10_000m),
            "Leave it out for the dispatch options' default.",
            static action => action.MaxAttemptsPerSecond,
            static (action, value) => action with { MaxAttemptsPerSecond = value }),
        Property.Boolean<WebhookAction>(
            "orderedByRecord",
            whenMissing: false,
            static action => action.OrderedByRecord,
            static (action, value) => action with { OrderedByRecord = value }),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. All.Select(property => property.Name)];

    public static WebhookAction? Read(DefinitionObject workflow, string name)
    {
        if (workflow.Object(name, Names, required: true) is not { } webhook)
        {
            return null;
        }

        // A URL that cannot be read is a fault, and a workflow with a fault is never used.
        return All.Aggregate(new WebhookAction { Url = null! }, (action, property) => property.Read(action, webhook));
    }
}
