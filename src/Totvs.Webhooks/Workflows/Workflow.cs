using System.Text.Json.Serialization;
using Totvs.Webhooks.Conditions;
using Totvs.Webhooks.Workflows.Definitions;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Workflows;

/// <summary>
/// What a person sets up: a name, one trigger, conditions if wanted, and the webhook to call (TOTVS CRM, Workflow module).
/// </summary>
/// <remarks>Immutable, compared by value. Serialised as JSON it is its definition with the secrets masked.</remarks>
[JsonConverter(typeof(WorkflowJsonConverter))]
public sealed record Workflow
{
    private readonly Guid _id;

    // The id that comes from a name is asked for at each event, and costs a hash.
    private NameBasedId? _idOfName;

    private CheckedWorkflow? _lastCheck;

    /// <summary>
    /// The identity of the workflow, as <c>workflow.id</c> on the wire. Where it is not given it is made from the name
    /// (a version 5 UUID, RFC 9562), so that a workflow written in code keeps it across restarts; renaming such a workflow makes
    /// a new one, and deliveries that wait for the old one find none. Give an id to a workflow that may be renamed.
    /// A stored workflow has an id of its own: <see cref="IWorkflowStore.AddAsync"/> gives it one, and
    /// <see cref="IWorkflowStore.SaveAsync(Workflow, CancellationToken)"/> asks for it.
    /// </summary>
    public Guid Id
    {
        get => _id == Guid.Empty ? IdOfName() : _id;
        init => _id = value;
    }

    /// <summary>Whether the id was given, and so does not come from the name.</summary>
    internal bool HasOwnId => _id != Guid.Empty;

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

    /// <summary>
    /// Whether it matches events. A workflow made inactive stops matching; what is queued for it still goes. Default:
    /// <see langword="true"/>.
    /// </summary>
    public bool IsActive { get; init; } = true;

    /// <summary>
    /// The time zone of dates in the conditions, or <see langword="null"/> for the one of the options. It must be one that the machine
    /// knows by its id.
    /// </summary>
    public TimeZoneInfo? TimeZone { get; init; }

    /// <summary>The day on which a week begins in the conditions, or <see langword="null"/> for the one of the options.</summary>
    public DayOfWeek? FirstDayOfWeek { get; init; }

    /// <summary>What the validation of this workflow found; <see langword="null"/> before it was validated.</summary>
    internal CheckedWorkflow? LastCheck
    {
        // A copy made with another value carries the check of its original, which says nothing of the copy.
        get => Volatile.Read(ref _lastCheck) is { } check && ReferenceEquals(check.Workflow, this) ? check : null;
        set => Volatile.Write(ref _lastCheck, value);
    }

    /// <summary>Whether another is the same in every part; an id made from the name is the same as that id given.</summary>
    /// <param name="other">The other.</param>
    /// <returns>Whether they are equal.</returns>
    public bool Equals(Workflow? other) =>
        other is not null
        && Id == other.Id
        && Name == other.Name
        && Notes == other.Notes
        && Trigger == other.Trigger
        && Conditions == other.Conditions
        && Action == other.Action
        && IsActive == other.IsActive
        && Equals(TimeZone, other.TimeZone)
        && FirstDayOfWeek == other.FirstDayOfWeek;

    /// <summary>A hash that agrees with <see cref="Equals(Workflow)"/>.</summary>
    /// <returns>The hash.</returns>
    public override int GetHashCode() => HashCode.Combine(Id, Name, Trigger, IsActive);

    private Guid IdOfName()
    {
        string name = Name ?? "";
        NameBasedId? known = _idOfName;
        if (known is null || known.Name != name)
        {
            // A copy made with another name carries the old one's id here until now.
            _idOfName = known = new NameBasedId(name);
        }

        return known.Id;
    }
}
