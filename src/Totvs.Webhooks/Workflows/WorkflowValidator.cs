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

    public static void ThrowIfInvalid(Workflow workflow)
    {
        List<WorkflowDefinitionError> errors = Validate(workflow);
        if (errors.Count > 0)
        {
            throw new WorkflowDefinitionException(errors);
        }
    }

    public static List<WorkflowDefinitionError> Validate(Workflow workflow, ConditionPatterns? patterns = null)
    {
        string name = string.IsNullOrWhiteSpace(workflow.Name) ? "(no name)" : FaultList.Shown(workflow.Name, LongestShownName);
        List<WorkflowDefinitionError> errors = [];
        if (string.IsNullOrWhiteSpace(workflow.Name))
        {
            errors.Add(new WorkflowDefinitionError(name, "name", "is empty; give a short description that helps to find the workflow later."));
        }
        else if (UnicodeRules.LengthOf(workflow.Name) > LongestName)
        {
            errors.Add(new WorkflowDefinitionError(name, "name", $"is {UnicodeRules.LengthOf(workflow.Name)} characters long; use at most {LongestName}, and the notes for the rest."));
        }
        else if (!UnicodeRules.IsWhole(workflow.Name))
        {
            errors.Add(new WorkflowDefinitionError(name, "name", UnicodeRules.Halved));
        }

        if (!UnicodeRules.IsWhole(workflow.Notes))
        {
            errors.Add(new WorkflowDefinitionError(name, "notes", UnicodeRules.Halved));
        }

        if (workflow.Trigger is null)
        {
            errors.Add(new WorkflowDefinitionError(name, "trigger", "is missing; choose the one happening that starts the workflow."));
        }
        else
        {
            TriggerRules.Check(workflow.Trigger, name, "trigger", errors);
        }

        if (workflow.Conditions is { } conditions)
        {
            ConditionValidator.Validate(conditions, name, "conditions", errors, patterns, workflow.TimeZone);
        }

        CheckCalendar(workflow, name, errors);
        if (workflow.Action is null)
        {
            errors.Add(new WorkflowDefinitionError(name, "webhook", "is missing; give the URL to notify."));
        }
        else
        {
            CheckUrl(workflow.Action.Url, name, errors);
            WebhookHeaderRules.Check(workflow.Action.Headers, name, "webhook.headers", errors);
            if (WebhookContentType.FaultOf(workflow.Action.ContentType) is { } fault)
            {
                errors.Add(new WorkflowDefinitionError(name, "webhook.contentType", fault));
            }

            CheckSecrets(workflow.Action.SigningSecrets, name, errors);
            CheckTimeout(workflow.Action.ConnectTimeout, name, "webhook.connectTimeout", errors);
            CheckTimeout(workflow.Action.ResponseTimeout, name, "webhook.responseTimeout", errors);
            CheckPace(workflow.Action, name, errors);
        }

        return errors;
    }

    private static void CheckPace(WebhookAction action, string name, List<WorkflowDefinitionError> errors)
    {
        if (action.MaxConcurrentAttempts < 1)
        {
            errors.Add(new WorkflowDefinitionError(name, "webhook.maxConcurrentAttempts", $"is {action.MaxConcurrentAttempts}; it must be at least 1. Leave it out for as many as the destination's lane allows."));
        }

        if (action.MaxAttemptsPerSecond is { } rate && !(rate is >= (double)LowestRate and <= (double)HighestRate))
        {
            errors.Add(new WorkflowDefinitionError(
                name,
                "webhook.maxAttemptsPerSecond",
                string.Create(CultureInfo.InvariantCulture, $"is {rate}; it must be a number from {LowestRate} to {HighestRate:N0}. Leave it out for the dispatch options' default.")));
        }
    }

    private static void CheckCalendar(Workflow workflow, string name, List<WorkflowDefinitionError> errors)
    {
        if (workflow.TimeZone is { } timeZone && !TimeZoneInfo.TryFindSystemTimeZoneById(timeZone.Id, out _))
        {
            errors.Add(new WorkflowDefinitionError(name, "timeZone", $"'{timeZone.Id}' is not a time zone that this machine knows; use one such as 'America/Sao_Paulo'."));
        }

        if (workflow.FirstDayOfWeek is { } day && !Enum.IsDefined(day))
        {
            errors.Add(new WorkflowDefinitionError(name, "firstDayOfWeek", $"is {day}; use a day from Sunday to Saturday."));
        }
    }

    /// <summary>Never shows more of the URL than its scheme: the rest may be a secret.</summary>
    private static void CheckUrl(Uri? url, string name, List<WorkflowDefinitionError> errors)
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
            errors.Add(new WorkflowDefinitionError(name, "webhook.url", fault));
        }
    }

    private static void CheckSecrets(IReadOnlyList<WebhookSecret>? secrets, string name, List<WorkflowDefinitionError> errors)
    {
        if (secrets is null)
        {
            errors.Add(new WorkflowDefinitionError(name, "webhook.signingSecrets", "is missing; leave it out, or give a list, empty or not."));
            return;
        }

        for (int index = 0; index < secrets.Count; index++)
        {
            if (secrets[index] is null)
            {
                errors.Add(new WorkflowDefinitionError(name, $"webhook.signingSecrets[{index}]", "is null; leave the entry out."));
            }
        }

        if (secrets.Count > MostSecrets)
        {
            errors.Add(new WorkflowDefinitionError(name, "webhook.signingSecrets", $"holds {secrets.Count} secrets; use at most {MostSecrets}."));
        }
    }

    private static void CheckTimeout(TimeSpan? timeout, string name, string place, List<WorkflowDefinitionError> errors)
    {
        if (timeout <= TimeSpan.Zero)
        {
            errors.Add(new WorkflowDefinitionError(name, place, $"is {timeout}; it must be more than zero. Leave it out to use the sending options'."));
        }
    }
}
