using System.Text.Json.Serialization.Metadata;
using Totvs.Webhooks.Conditions;
using Totvs.Webhooks.Signing;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Workflows;

/// <summary>Writes a workflow in code, in the order a person sets it up.</summary>
public sealed class WorkflowBuilder
{
    // What was not chosen is null here, and the validator says what is missing.
    private Workflow _workflow = new() { Name = "", Trigger = null!, Action = null! };
    private WebhookAction _action = new() { Url = null! };

    /// <summary>Names the workflow.</summary>
    /// <param name="name">A short description that helps to find it later.</param>
    /// <returns>This builder.</returns>
    public WorkflowBuilder Named(string name) => Set(_workflow with { Name = name });

    /// <summary>Adds notes.</summary>
    /// <param name="notes">A long description for people; never sent.</param>
    /// <returns>This builder.</returns>
    public WorkflowBuilder WithNotes(string notes) => Set(_workflow with { Notes = notes });

    /// <summary>Gives the workflow an id that does not come from its name, so that it may be renamed.</summary>
    /// <param name="id">The id.</param>
    /// <returns>This builder.</returns>
    public WorkflowBuilder WithId(Guid id) => Set(_workflow with { Id = id });

    /// <summary>Chooses the one happening that starts the workflow.</summary>
    /// <param name="trigger">The trigger.</param>
    /// <returns>This builder.</returns>
    public WorkflowBuilder When(Trigger trigger) => Set(_workflow with { Trigger = trigger });

    /// <summary>Adds a condition. All that are added must be true.</summary>
    /// <param name="condition">The condition.</param>
    /// <returns>This builder.</returns>
    public WorkflowBuilder Where(Condition condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return Set(_workflow with { Conditions = _workflow.Conditions is { } conditions ? conditions & condition : condition });
    }

    /// <summary>Adds a condition. All that are added must be true.</summary>
    /// <param name="condition">Makes the condition from the record.</param>
    /// <returns>This builder.</returns>
    public WorkflowBuilder Where(Func<RecordReference, Condition> condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return Where(condition(new RecordReference()));
    }

    /// <summary>Adds a condition on the properties of a type of the host. All that are added must be true.</summary>
    /// <typeparam name="T">The type whose JSON is the record.</typeparam>
    /// <param name="typeInfo">How the serializer writes the type, from a source-generated context; the same that makes the records.</param>
    /// <param name="condition">Makes the condition from the record.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException">A property that the condition names is not serialized, or is no property.</exception>
    public WorkflowBuilder Where<T>(JsonTypeInfo<T> typeInfo, Func<RecordReference<T>, Condition> condition)
    {
        ArgumentNullException.ThrowIfNull(typeInfo);
        ArgumentNullException.ThrowIfNull(condition);
        return Where(condition(new RecordReference<T>(typeInfo)));
    }

    /// <summary>Chooses the URL to notify.</summary>
    /// <param name="url">The public URL: absolute, http or https.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException">The string is no URL, neither absolute nor relative.</exception>
    public WorkflowBuilder PostTo(string url)
    {
        ArgumentNullException.ThrowIfNull(url);

        // The string is not repeated: it may hold a password.
        return WebhookUrl.TryRead(url, out Uri? read) ? PostTo(read) : throw new ArgumentException(
            $"The string given to PostTo{NameShown()} is no URL; give an absolute one such as 'https://erp.example.com/hooks'.",
            nameof(url));
    }

    /// <summary>Chooses the URL to notify.</summary>
    /// <param name="url">The public URL: absolute, http or https.</param>
    /// <returns>This builder.</returns>
    public WorkflowBuilder PostTo(Uri url) => Set(_action with { Url = url });

    /// <summary>Adds a header, for technical matters such as authentication.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value: visible ASCII characters and spaces.</param>
    /// <returns>This builder.</returns>
    public WorkflowBuilder WithHeader(string name, string value) =>
        Set(_action with { Headers = [.. _action.Headers, new WebhookHeader(name, value)] });

    /// <summary>Adds a secret that signs each attempt (Standard Webhooks 1.0). The first that is added signs first.</summary>
    /// <param name="secret">The secret, which the receiver knows too.</param>
    /// <returns>This builder.</returns>
    public WorkflowBuilder SignedWith(WebhookSecret secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        return Set(_action with { SigningSecrets = [.. _action.SigningSecrets, secret] });
    }

    /// <summary>States the <c>Content-Type</c> header, for a receiver that refuses <c>application/json; charset=utf-8</c>.</summary>
    /// <param name="contentType">
    /// <c>application/json</c>, or another type that ends with <c>+json</c>, alone or followed by <c>; charset=utf-8</c>.
    /// </param>
    /// <returns>This builder.</returns>
    public WorkflowBuilder WithContentType(string contentType) => Set(_action with { ContentType = contentType });

    /// <summary>Makes the record's external id invisible in this workflow, so that it is not sent.</summary>
    /// <returns>This builder.</returns>
    public WorkflowBuilder HidingExternalId() => Set(_action with { SendsExternalId = false });

    /// <summary>Lowers the times to wait for this workflow's receiver.</summary>
    /// <param name="connect">The time to connect, or <see langword="null"/> for the sending options'.</param>
    /// <param name="response">The time to wait for the response, or <see langword="null"/> for the sending options'.</param>
    /// <returns>This builder.</returns>
    public WorkflowBuilder WithTimeouts(TimeSpan? connect = null, TimeSpan? response = null) =>
        Set(_action with { ConnectTimeout = connect, ResponseTimeout = response });

    /// <summary>Lowers how many attempts of this workflow may run at the same time.</summary>
    /// <param name="max">How many, at least 1; never more than the destination's lane allows.</param>
    /// <returns>This builder.</returns>
    public WorkflowBuilder WithMaxConcurrentAttempts(int max) => Set(_action with { MaxConcurrentAttempts = max });

    /// <summary>States how many attempts a second may begin to this workflow's destination, evenly spaced.</summary>
    /// <param name="max">
    /// How many, from 0.001 to 10,000; 0.1 is one every ten seconds. The smallest that is stated for a destination counts.
    /// </param>
    /// <returns>This builder.</returns>
    public WorkflowBuilder WithMaxAttemptsPerSecond(double max) => Set(_action with { MaxAttemptsPerSecond = max });

    /// <summary>
    /// Delivers the events of one record one at a time, in the order in which they were published; a failing one holds back the later
    /// ones of its record.
    /// </summary>
    /// <returns>This builder.</returns>
    public WorkflowBuilder OrderedByRecord() => Set(_action with { OrderedByRecord = true });

    /// <summary>States the time zone of dates in this workflow's conditions, in the place of the options'.</summary>
    /// <param name="timeZone">The time zone: one that the machine knows by its id.</param>
    /// <returns>This builder.</returns>
    public WorkflowBuilder InTimeZone(TimeZoneInfo timeZone) => Set(_workflow with { TimeZone = timeZone });

    /// <summary>States the day on which a week begins in this workflow's conditions, in the place of the options'.</summary>
    /// <param name="day">The day.</param>
    /// <returns>This builder.</returns>
    public WorkflowBuilder WithWeeksBeginningOn(DayOfWeek day) => Set(_workflow with { FirstDayOfWeek = day });

    /// <summary>Saves the workflow as not active: it matches nothing.</summary>
    /// <returns>This builder.</returns>
    public WorkflowBuilder Inactive() => Set(_workflow with { IsActive = false });

    /// <summary>Makes the workflow.</summary>
    /// <returns>The workflow.</returns>
    /// <exception cref="WorkflowDefinitionException">
    /// It is not valid; the exception names every fault, its place and its remedy.
    /// </exception>
    public Workflow Build()
    {
        Workflow workflow = _workflow with { Action = _action };
        CheckedWorkflow.ThrowIfInvalid(workflow);
        return workflow;
    }

    private string NameShown() => string.IsNullOrEmpty(_workflow.Name) ? "" : $" for the workflow '{_workflow.Name}'";

    private WorkflowBuilder Set(Workflow workflow)
    {
        _workflow = workflow;
        return this;
    }

    private WorkflowBuilder Set(WebhookAction action)
    {
        _action = action;
        return this;
    }
}
