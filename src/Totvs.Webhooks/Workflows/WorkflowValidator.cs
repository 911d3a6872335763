using System.Globalization;
using Totvs.Webhooks.Conditions.Evaluation;
using Totvs.Webhooks.Conditions.Json;
using Totvs.Webhooks.Records;
using Totvs.Webhooks.Signing;
using Totvs.Webhooks.Workflows.Definitions;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Workflows;

/// <summary>Finds every fault of a workflow at once, each with its place and remedy.</summary>
internal static class WorkflowValidator
{
    /// <summary>How much of a name an error shows: all of one that is valid, though each of its characters be two units.</summary>
    public const int LongestShownName = 2 * LongestName;

    /// <summary>The fewest attempts a second that a workflow may state.</summary>
    public const decimal LowestRate = 0.001m;

    /// <summary>The most attempts a second that a workflow may state.</summary>
    public const decimal HighestRate = 10_000m;

    private const int LongestName = 500;
    private const int LongestUrl = 8_192;
    private const int MostSecrets = 16;

    public static List<DefinitionFault> FaultsOf(Workflow workflow, ConditionPatterns? patterns = null)
    {
        List<DefinitionFault> faults = [];
        if (string.IsNullOrWhiteSpace(workflow.Name))
        {
            faults.Add(new DefinitionFault("name", "is empty; give a short description that helps to find the workflow later."));
        }
        else if (UnicodeRules.LengthOf(workflow.Name) > LongestName)
        {
            faults.Add(new DefinitionFault("name", $"is {UnicodeRules.LengthOf(workflow.Name)} characters long; use at most {LongestName}, and the notes for the rest."));
        }
        else if (!UnicodeRules.IsWhole(workflow.Name))
        {
            faults.Add(new DefinitionFault("name", UnicodeRules.Halved));
        }

        if (!UnicodeRules.IsWhole(workflow.Notes))
        {
            faults.Add(new DefinitionFault("notes", UnicodeRules.Halved));
        }

        if (workflow.Trigger is null)
        {
            faults.Add(new DefinitionFault("trigger", "is missing; choose the one happening that starts the workflow."));
        }
        else
        {
            TriggerRules.Check(workflow.Trigger, "trigger", faults);
        }

        if (workflow.Conditions is { } conditions)
        {
            ConditionValidator.Validate(conditions, "conditions", faults, patterns, workflow.TimeZone);
        }

        CheckCalendar(workflow, faults);
        if (workflow.Action is null)
        {
            faults.Add(new DefinitionFault("webhook", "is missing; give the URL to notify."));
        }
        else
        {
            CheckUrl(workflow.Action.Url, faults);
            WebhookHeaderRules.Check(workflow.Action.Headers, "webhook.headers", faults);
            if (WebhookContentType.FaultOf(workflow.Action.ContentType) is { } fault)
            {
                faults.Add(new DefinitionFault("webhook.contentType", fault));
            }

            CheckSecrets(workflow.Action.SigningSecrets, faults);
            CheckTimeout(workflow.Action.ConnectTimeout, "webhook.connectTimeout", faults);
            CheckTimeout(workflow.Action.ResponseTimeout, "webhook.responseTimeout", faults);
            CheckPace(workflow.Action, faults);
        }

        return faults;
    }

    private static void CheckPace(WebhookAction action, List<DefinitionFault> faults)
    {
        if (action.MaxConcurrentAttempts < 1)
        {
            faults.Add(new DefinitionFault("webhook.maxConcurrentAttempts", $"is {action.MaxConcurrentAttempts}; it must be at least 1. Leave it out for as many as the destination's lane allows."));
        }

        if (action.MaxAttemptsPerSecond is { } rate && !(rate is >= (double)LowestRate and <= (double)HighestRate))
        {
            faults.Add(new DefinitionFault(
                "webhook.maxAttemptsPerSecond",
                string.Create(CultureInfo.InvariantCulture, $"is {rate}; it must be a number from {LowestRate} to {HighestRate:N0}. Leave it out for the dispatch options' default.")));
        }
    }

    private static void CheckCalendar(Workflow workflow, List<DefinitionFault> faults)
    {
        if (workflow.TimeZone is { } timeZone && !TimeZoneInfo.TryFindSystemTimeZoneById(timeZone.Id, out _))
        {
            faults.Add(new DefinitionFault("timeZone", $"'{timeZone.Id}' is not a time zone that this machine knows; use one such as 'America/Sao_Paulo'."));
        }

        if (workflow.FirstDayOfWeek is { } day && !Enum.IsDefined(day))
        {
            faults.Add(new DefinitionFault("firstDayOfWeek", $"is {day}; use a day from Sunday to Saturday."));
        }
    }

    /// <summary>Never shows more of the URL than its scheme: the rest may be a secret.</summary>
    private static void CheckUrl(Uri? url, List<DefinitionFault> faults)
    {
        string? fault = url switch
        {
            null => "is missing; give the public URL of the system to notify.",
            { IsAbsoluteUri: false } => "is relative; give an absolute URL such as 'https://erp.example.com/hooks'.",
            { Scheme: not ("http" or "https") } => $"has the scheme '{url.Scheme}'; use https, or http.",
            { UserInfo.Length: > 0 } => "carries a user name or password; take it out of the URL and send it in an Authorization header.",
            { Host.Length: 0 } => "has no host; give an absolute URL such as 'https://erp.example.com/hooks'.",
            _ when UnicodeRules.LengthOf(url.OriginalString) > LongestUrl => $"is {UnicodeRules.LengthOf(url.OriginalString)} characters long; use at most {LongestUrl}.",
            _ when WebhookUrl.IsMasked(url) =>
                $"has the path '/{WorkflowWriter.Mask}', which stands for one that was masked when the workflow was written; put the true URL in its place.",
            _ => null,
        };
        if (fault is not null)
        {
            faults.Add(new DefinitionFault("webhook.url", fault));
        }
    }

    private static void CheckSecrets(IReadOnlyList<WebhookSecret>? secrets, List<DefinitionFault> faults)
    {
        if (secrets is null)
        {
            faults.Add(new DefinitionFault("webhook.signingSecrets", "is missing; leave it out, or give a list, empty or not."));
            return;
        }

        for (int index = 0; index < secrets.Count; index++)
        {
            if (secrets[index] is null)
            {
                faults.Add(new DefinitionFault($"webhook.signingSecrets[{index}]", "is null; leave the entry out."));
            }
        }

        if (secrets.Count > MostSecrets)
        {
            faults.Add(new DefinitionFault("webhook.signingSecrets", $"holds {secrets.Count} secrets; use at most {MostSecrets}."));
        }
    }

    private static void CheckTimeout(TimeSpan? timeout, string place, List<DefinitionFault> faults)
    {
        if (timeout <= TimeSpan.Zero)
        {
            faults.Add(new DefinitionFault(place, $"is {timeout}; it must be more than zero. Leave it out to use the sending options'."));
        }
    }
}
