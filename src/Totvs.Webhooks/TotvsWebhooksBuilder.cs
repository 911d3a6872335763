using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Deliveries.InMemory;
using Totvs.Webhooks.Diagnostics;
using Totvs.Webhooks.Sending;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Sources;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks;

/// <summary>What a host sets up inside <c>AddTotvsWebhooks()</c>, and what add-on packages hang on.</summary>
public sealed class TotvsWebhooksBuilder
{
    private readonly DeclaredWorkflows _declared;
    private readonly TriggerCatalog _triggers;
    private readonly InMemoryStoreChoice _inMemory;

    internal TotvsWebhooksBuilder(IServiceCollection services, DeclaredWorkflows declared, TriggerCatalog triggers, InMemoryStoreChoice inMemory)
    {
        Services = services;
        _declared = declared;
        _triggers = triggers;
        _inMemory = inMemory;
    }

    /// <summary>The services, for add-on packages and for replacing any piece.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Changes settings. Called more than once, each call goes on from the one before.</summary>
    /// <param name="configure">Changes them.</param>
    /// <returns>This builder.</returns>
    public TotvsWebhooksBuilder Configure(Action<TotvsWebhooksOptions> configure)
    {
        Services.Configure(configure);
        return this;
    }

    /// <summary>Adds a workflow written in code.</summary>
    /// <param name="build">Sets it up.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="WorkflowDefinitionException">
    /// The workflow is not valid; the exception names every fault, its place and its remedy.
    /// </exception>
    public TotvsWebhooksBuilder AddWorkflow(Action<WorkflowBuilder> build)
    {
        ArgumentNullException.ThrowIfNull(build);
        var builder = new WorkflowBuilder();
        build(builder);
        return AddWorkflow(builder.Build());
    }

    /// <summary>Adds a workflow written in code.</summary>
    /// <param name="workflow">The workflow.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="WorkflowDefinitionException">The workflow is not valid, or one with the same id was added before.</exception>
    public TotvsWebhooksBuilder AddWorkflow(Workflow workflow)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        _declared.Add(workflow);
        return this;
    }

    /// <summary>
    /// Adds the workflows of a JSON file in the form of <c>docs/workflow.schema.json</c>. Triggers of the host's own must be added before.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="reloadOnChange">
    /// Whether the file is read again when it changes. The new set is validated whole and swapped in at once; one that is not valid is
    /// refused whole and logged with every error, and the old one stays. Default: <see langword="true"/>.
    /// </param>
    /// <returns>This builder.</returns>
    /// <exception cref="WorkflowDefinitionException">
    /// Anything in it is not valid; the exception names every fault with its workflow, place, line, column and remedy.
    /// </exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public TotvsWebhooksBuilder AddWorkflowsFromFile(string path, bool reloadOnChange = true)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        _declared.Add(new FileWorkflowSource(path, _triggers, reloadOnChange));
        return this;
    }

    /// <summary>
    /// Adds the workflows of a configuration section: a list of workflows, or an object with the list <c>workflows</c>, in the form of
    /// <c>docs/workflow.schema.json</c>. Triggers of the host's own must be added before. The section is read again when the
    /// configuration is reloaded: the new set is validated whole and swapped in at once; one that is not valid is refused whole and
    /// logged with every error, and the old one stays. A section that does not exist holds no workflows.
    /// </summary>
    /// <remarks>
    /// Configuration knows only texts, and names without regard to case; what it cannot keep as a file does is refused. <c>conditions</c>
    /// are one text: the filter text, or the JSON that a file has there, as a text. What is empty (null, an empty object, list or text,
    /// which configuration cannot tell apart) is refused, but for a set without workflows. Elsewhere the form says what a text is: a
    /// boolean, a number, a duration such as <c>00:00:30</c>, or a text as it stands. Keys that are all numbers make a list; where
    /// several sources give one, configuration merges them entry by entry. The names of headers are taken as they are.
    /// </remarks>
    /// <param name="configuration">The section: <c>configuration.GetSection("Workflows")</c>.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="WorkflowDefinitionException">
    /// Anything in it is not valid; the exception names every fault with its workflow, configuration path and remedy.
    /// </exception>
    public TotvsWebhooksBuilder AddWorkflows(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        _declared.Add(new ConfigurationWorkflowSource(configuration, _triggers));
        return this;
    }

    /// <summary>Adds a trigger of the host's own, so that definition files can name it by its code.</summary>
    /// <param name="trigger">The trigger.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException">Its code, its name or an id is empty.</exception>
    public TotvsWebhooksBuilder AddTrigger(Trigger trigger)
    {
        _triggers.Add(trigger);
        return this;
    }

    /// <summary>Changes what receivers see of a trigger of TOTVS CRM: its id, its name, its source object. Its code stays.</summary>
    /// <param name="trigger">The trigger, from <see cref="CrmTriggers"/>.</param>
    /// <param name="change">Makes the changed one: <c>trigger => trigger with { Name = "Negócio fechado" }</c>.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException">The changed trigger has another code, or its name or an id is empty.</exception>
    public TotvsWebhooksBuilder OverrideTrigger(Trigger trigger, Func<Trigger, Trigger> change)
    {
        ArgumentNullException.ThrowIfNull(trigger);
        ArgumentNullException.ThrowIfNull(change);
        Trigger changed = change(_triggers.Find(trigger.Code) ?? trigger);
        if (!string.Equals(changed.Code, trigger.Code, StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException($"The code of trigger '{trigger.Code}' was changed to '{changed.Code}'; it must stay, since workflows and events meet by it. Use AddTrigger for another trigger.", nameof(change));
        }

        _triggers.Add(changed);
        return this;
    }

    /// <summary>
    /// Changes the named <see cref="HttpClient"/> that makes the POSTs: a client certificate, handlers, default headers, a mock handler.
    /// It applies whatever the host sets up for all its clients, and that does not apply here; <see cref="WebhookHttpClient.Name"/> says
    /// how to amend the primary handler without losing its rules.
    /// </summary>
    /// <param name="configure">Changes it.</param>
    /// <returns>This builder.</returns>
    public TotvsWebhooksBuilder ConfigureHttpClient(Action<IHttpClientBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        configure(Services.AddHttpClient(WebhookHttpClient.Name));
        return this;
    }

    /// <summary>
    /// Keeps deliveries in memory, which is the default: what waits is lost when the process ends.
    /// </summary>
    /// <param name="capacity">
    /// How many unfinished deliveries are held at most; publishing more throws. Default: 100,000. At least 1.
    /// </param>
    /// <returns>This builder.</returns>
    public TotvsWebhooksBuilder UseInMemoryStore(int capacity = InMemoryRetryStore.DefaultCapacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _inMemory.IsStated = true;
        RegisterInMemoryStore(capacity);
        return this;
    }

    /// <summary>
    /// Keeps the workflows that people set up in a store of the host's own. Its workflows are validated before it sees them, so the store
    /// only keeps and returns them. Default: in memory, or where the store of deliveries keeps them too.
    /// </summary>
    /// <param name="create">Makes the store, once; the host's services dispose it.</param>
    /// <returns>This builder.</returns>
    public TotvsWebhooksBuilder UseWorkflowStore(Func<IServiceProvider, IWorkflowStore> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        Services.Replace(ServiceDescriptor.Singleton(create));
        return this;
    }

    /// <summary>Keeps deliveries in memory where no store was chosen.</summary>
    internal void UseInMemoryStoreByDefault()
    {
        if (!Services.Any(service => service.ServiceType == typeof(IRetryStore)))
        {
            RegisterInMemoryStore(InMemoryRetryStore.DefaultCapacity);
        }
    }

    private void RegisterInMemoryStore(int capacity)
    {
        ServiceDescriptor? before = Services.LastOrDefault(service => service.ServiceType == typeof(IRetryStore));
        _inMemory.ReplacedAnother = before is not null && before != _inMemory.Registration;
        _inMemory.Registration = ServiceDescriptor.Singleton<IRetryStore>(provider => CreateInMemoryStore(provider, capacity, _inMemory));
        Services.Replace(_inMemory.Registration);
    }

    private static InMemoryRetryStore CreateInMemoryStore(IServiceProvider provider, int capacity, InMemoryStoreChoice choice)
    {
        QuietLogger<InMemoryRetryStore> logger = QuietLogger.Of<InMemoryRetryStore>(provider);
        if (choice.ReplacedAnother)
        {
            StoreLog.InMemoryReplacedAnother(logger);
        }
        else if (!choice.IsStated)
        {
            StoreLog.InMemoryByDefault(logger);
        }

        return new InMemoryRetryStore(
            capacity,
            provider.GetRequiredService<IOptions<TotvsWebhooksOptions>>().Value.Retention,
            provider.GetRequiredService<TimeProvider>());
    }
}
