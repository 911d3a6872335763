using Totvs.Webhooks.Workflows.Conditions;

namespace Totvs.Webhooks.Workflows;

/// <summary>What a person sets up: a name, one trigger, conditions if wanted, and the webhook to call (TOTVS CRM, Workflow module).</summary>
public sealed record Workflow
{
    /// <summary>
    /// The identity of the workflow, as <c>workflow.id</c> on the wire. Where it is not given it is made from the name
    /// (a version 5 UUID, RFC 9562), so that a workflow written in code keeps it across restarts; renaming such a workflow makes
    /// a new one, and deliveries that wait for the old one find none. Give an id to a workflow that may be renamed.
    /// </summary>
    public Guid Id
    {
        get => field == Guid.Empty ? NameBasedId.Of(Name ?? "") : field;
        init;
    }

    /// <summary>A short description that helps to find the workflow later; <c>workflow.description</c> on the wire.</summary>
    public required string Name { get; init; }

    /// <summary>A long text for people; never sent.</summary>
    public string? Notes { get; init; }

    /// <summary>The one happening that starts the workflow.</summary>
    public required Trigger Trigger { get; init; }

    /// <summary>What must be true of the record, or <see langword="null"/> when every event of the trigger runs the workflow.</summary>
    public Condition? Conditions { get; init; }

    /// <summary>The call to make.</summary>
    public required WebhookAction Action { get; init; }

    /// <summary>Whether it matches events. A workflow made inactive stops matching; what is queued for it still goes. Default: <see langword="true"/>.</summary>
    public bool IsActive { get; init; } = true;
}
