using System.Text.Json.Serialization.Metadata;
using Totvs.Webhooks.Conditions;
using Totvs.Webhooks.Signing;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Workflows;

/// <summary>Writes a workflow in code, in the order a person sets it up.</summary>
public sealed class WorkflowBuilder
{
    private readonly List<WebhookHeader> _headers = [];
    private readonly List<WebhookSecret> _signingSecrets = [];
    private Guid _id;
    private string _name = "";
    private string? _notes;
    private Trigger? _trigger;
    private Condition? _conditions;
    private Uri? _url;
    private string _contentType = WebhookContentType.Default;
    private bool _sendsExternalId = true;
    private bool _isActive = true;
    private TimeSpan? _connectTimeout;
    private TimeSpan? _responseTimeout;
    private int? _maxConcurrentAttempts;
    private double? _maxAttemptsPerSecond;
    private bool _isOrderedByRecord;
    private TimeZoneInfo? _timeZone;
    private DayOfWeek? _firstDayOfWeek;

    /// <summary>Names the workflow.</summary>
    /// <param name="name">A short description that helps to find it later.</param>
    /// <returns>This builder.</returns>
    public WorkflowBuilder Named(string name)
    {
        _name = name;
        return this;
    }

    /// <summary>Adds notes.</summary>
    /// <param name="notes">A long text for people; never sent.</param>
    /// <returns>This builder.</returns>
    public WorkflowBuilder WithNotes(string notes)
    {
        _notes = notes;
        return this;
    }

    /// <summary>Gives the workflow an id that does not come from its name, so that it may be renamed.</summary>
    /// <param name="id">The id.</param>
    /// <returns>This builder.</returns>
    public WorkflowBuilder WithId(Guid id)
    {
        _id = id;
        return this;
    }

    /// <summary>Chooses the one happening that starts the workflow.</summary>
    /// <param name="trigger">The trigger.</param>
    /// <returns>This builder.</returns>
    public WorkflowBuilder When(Trigger trigger)
    {
        _trigger = trigger;
        return this;
    }

    /// <summary>Adds a condition. All that are added must be true.</summary>
    /// <param name="condition">The condition.</param>
    /// <returns>This builder.</returns>
    public WorkflowBuilder Where(Condition condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        _conditions = _conditions is null ? condition : _conditions & condition;
        return this;
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
    /// <exception cref="ArgumentException">The text is no URL, neither absolute nor relative.</exception>
    public WorkflowBuilder PostTo(string url)
    {
        ArgumentNullException.ThrowIfNull(url);

        // The text is not repeated: it may hold a password.
        return WebhookUrl.TryRead(url, out Uri? read)
            ? PostTo(read)
            : throw new ArgumentException($"The text given to PostTo{(_name.Length > 0 ? $" for the workflow '{_name}'" : "")} is no URL; give an absolute one such as 'https://erp.example.com/hooks'.", nameof(url));
    }

    /// <summary>Chooses the URL to notify.</summary>
    /// <param name="url">The public URL: absolute, http or https.</param>
    /// <returns>This builder.</returns>
    public WorkflowBuilder PostTo(Uri url)
    {
        _url = url;
        return this;
    }

    /// <summary>Adds a header, for technical matters such as authentication.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value: visible ASCII characters and spaces.</param>
    /// <returns>This builder.</returns>
    public WorkflowBuilder WithHeader(string name, string value)
    {
        _headers.Add(new WebhookHeader(name, value));
        return this;
    }

    /// <summary>Adds a secret that signs each attempt (Standard Webhooks 1.0). The first that is added signs first.</summary>
    /// <param name="secret">The secret, which the receiver knows too.</param>
    /// <returns>This builder.</returns>
    public WorkflowBuilder SignedWith(WebhookSecret secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        _signingSecrets.Add(secret);
        return this;
    }

    /// <summary>States the <c>Content-Type</c> header, for a receiver that refuses <c>application/json; charset=utf-8</c>.</summary>
    /// <param name="contentType">
    /// <c>application/json</c>, or another type that ends with <c>+json</c>, alone or followed by <c>; charset=utf-8</c>.
    /// </param>
    /// <returns>This builder.</returns>
    public WorkflowBuilder WithContentType(string contentType)
    {
        _contentType = contentType;
        return this;
    }

    /// <summary>Makes the record's external id invisible in this workflow, so that it is not sent.</summary>
    /// <returns>This builder.</returns>
    public WorkflowBuilder HidingExternalId()
    {
        _sendsExternalId = false;
        return this;
    }

    /// <summary>Lowers the times to wait for this workflow's receiver.</summary>
    /// <param name="connect">The time to connect, or <see langword="null"/> for the sending options'.</param>
    /// <param name="response">The time to wait for the response, or <see langword="null"/> for the sending options'.</param>
    /// <returns>This builder.</returns>
    public WorkflowBuilder WithTimeouts(TimeSpan? connect = null, TimeSpan? response = null)
    {
        (_connectTimeout, _responseTimeout) = (connect, response);
        return this;
    }

    /// <summary>Lowers how many attempts of this workflow may be under way at the same time.</summary>
    /// <param name="most">How many, at least 1; never more than the destination's lane allows.</param>
    /// <returns>This builder.</returns>
    public WorkflowBuilder WithMaxConcurrentAttempts(int most)
    {
        _maxConcurrentAttempts = most;
        return this;
    }

    /// <summary>States how many attempts a second may begin to this workflow's destination, evenly spaced.</summary>
    /// <param name="most">
    /// How many, from 0.001 to 10,000; 0.1 is one every ten seconds. The smallest that is stated for a destination counts.
    /// </param>
    /// <returns>This builder.</returns>
    public WorkflowBuilder WithMaxAttemptsPerSecond(double most)
    {
        _maxAttemptsPerSecond = most;
        return this;
    }

    /// <summary>
    /// Delivers the events of one record one at a time, in the order in which they were published; a failing one holds back the later
    /// ones of its record.
    /// </summary>
    /// <returns>This builder.</returns>
    public WorkflowBuilder OrderedByRecord()
    {
        _isOrderedByRecord = true;
        return this;
    }

    /// <summary>States the time zone of dates in this workflow's conditions, in the place of the options'.</summary>
    /// <param name="timeZone">The time zone: one that the machine knows by its id.</param>
    /// <returns>This builder.</returns>
    public WorkflowBuilder InTimeZone(TimeZoneInfo timeZone)
    {
        _timeZone = timeZone;
        return this;
    }

    /// <summary>States the day on which a week begins in this workflow's conditions, in the place of the options'.</summary>
    /// <param name="day">The day.</param>
    /// <returns>This builder.</returns>
    public WorkflowBuilder WithWeeksBeginningOn(DayOfWeek day)
    {
        _firstDayOfWeek = day;
        return this;
    }

    /// <summary>Saves the workflow as not active: it matches nothing.</summary>
    /// <returns>This builder.</returns>
    public WorkflowBuilder Inactive()
    {
        _isActive = false;
        return this;
    }

    /// <summary>Makes the workflow.</summary>
    /// <returns>The workflow.</returns>
    /// <exception cref="WorkflowDefinitionException">
    /// It is not valid; the exception names every fault, its place and its remedy.
    /// </exception>
    public Workflow Build()
    {
        // What was not chosen is null here, and the validator says what is missing.
        var workflow = new Workflow
        {
            Id = _id,
            Name = _name,
            Notes = _notes,
            Trigger = _trigger!,
            Conditions = _conditions,
            Action = new WebhookAction
            {
                Url = _url!,
                Headers = [.. _headers],
                SigningSecrets = [.. _signingSecrets],
                ContentType = _contentType,
                SendsExternalId = _sendsExternalId,
                ConnectTimeout = _connectTimeout,
                ResponseTimeout = _responseTimeout,
                MaxConcurrentAttempts = _maxConcurrentAttempts,
                MaxAttemptsPerSecond = _maxAttemptsPerSecond,
                OrderedByRecord = _isOrderedByRecord,
            },
            IsActive = _isActive,
            TimeZone = _timeZone,
            FirstDayOfWeek = _firstDayOfWeek,
        };
        CheckedWorkflow.ThrowIfInvalid(workflow);
        return workflow;
    }
}
