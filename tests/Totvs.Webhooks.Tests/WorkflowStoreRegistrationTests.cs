using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using NUnit.Framework;
using Totvs.Webhooks.Matching;
using Totvs.Webhooks.Tests.Workflows;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Tests;

/// <summary>Whichever store the host registers, its workflows are checked first.</summary>
public sealed class WorkflowStoreRegistrationTests
{
    private RecordingWorkflowStore _own = new();

    [SetUp]
    public void CreateStore() => _own = new RecordingWorkflowStore();

    [TearDown]
    public void DisposeStore() => _own.Dispose();

    [Test]
    public async Task Store_in_memory_is_checked()
    {
        await using ServiceProvider provider = new ServiceCollection().AddTotvsWebhooks().BuildServiceProvider(Strict);

        Assert.That(InnerOf(provider), Is.TypeOf<InMemoryWorkflowStore>());
    }

    [Test]
    public async Task Store_that_was_registered_before_is_checked_whatever_the_way([Range(0, 2)] int way)
    {
        var services = new ServiceCollection();
        _ = way switch
        {
            0 => services.AddSingleton<IWorkflowStore>(_own),
            1 => services.AddSingleton<IWorkflowStore>(_ => new RecordingWorkflowStore()),
            _ => services.AddSingleton<IWorkflowStore, RecordingWorkflowStore>(),
        };
        await using ServiceProvider provider = services.AddTotvsWebhooks().BuildServiceProvider(Strict);

        Assert.That(InnerOf(provider), Is.TypeOf<RecordingWorkflowStore>());
        Assert.That(provider.GetServices<IWorkflowStore>(), Has.One.Items);
        Assert.That(
            () => provider.GetRequiredService<IWorkflowStore>().SaveAsync(SomeWorkflow.Stored(" ")),
            Throws.TypeOf<WorkflowDefinitionException>());
    }

    [Test]
    public async Task Store_that_is_chosen_inside_is_checked([Values] bool byBuilder)
    {
        await using ServiceProvider provider = new ServiceCollection()
            .AddTotvsWebhooks(webhooks => _ = byBuilder
                ? webhooks.UseWorkflowStore(_ => _own).Services
                : webhooks.Services.AddSingleton<IWorkflowStore>(_own))
            .BuildServiceProvider(Strict);

        Assert.That(InnerOf(provider), Is.SameAs(_own));
    }

    [Test]
    public async Task Last_choice_of_several_calls_stands_and_is_wrapped_once()
    {
        await using ServiceProvider provider = new ServiceCollection()
            .AddTotvsWebhooks()
            .AddTotvsWebhooks(webhooks => webhooks.UseWorkflowStore(_ => _own))
            .AddTotvsWebhooks()
            .BuildServiceProvider(Strict);

        Assert.That(InnerOf(provider), Is.SameAs(_own));
        Assert.That(provider.GetServices<IWorkflowStore>(), Has.One.Items);
    }

    [Test]
    public async Task Store_that_the_container_made_is_disposed_once()
    {
        ServiceProvider provider = new ServiceCollection()
            .AddTotvsWebhooks(webhooks => webhooks.UseWorkflowStore(_ => _own))
            .BuildServiceProvider(Strict);
        _ = provider.GetRequiredService<WorkflowDirectory>();

        await provider.DisposeAsync();

        Assert.That(_own.Disposals, Is.EqualTo(1));
    }

    [Test]
    public async Task Store_around_the_checked_one_is_checked_itself_by_the_next_call()
    {
        IServiceCollection services = new ServiceCollection().AddTotvsWebhooks(webhooks => webhooks.UseWorkflowStore(_ => _own));
        ServiceDescriptor inner = services.Single(service => service.ServiceType == typeof(IWorkflowStore) && !service.IsKeyedService);
        int made = 0;
        services.AddSingleton<IWorkflowStore>(provider => ++made == 1
            ? new WorkflowStoreAround((IWorkflowStore)inner.ImplementationFactory!(provider))
            : throw new InvalidOperationException("The store is made of itself."));
        await using ServiceProvider provider = services.AddTotvsWebhooks().BuildServiceProvider(Strict);

        IWorkflowStore around = InnerOf(provider);

        Assert.That(around, Is.TypeOf<WorkflowStoreAround>());
        Assert.That(
            ((WorkflowStoreAround)around).Inner,
            Is.TypeOf<CheckedWorkflowStore>().With.Property(nameof(CheckedWorkflowStore.Inner)).SameAs(_own));
    }

    [Test]
    public async Task Store_in_memory_takes_the_place_of_one_that_was_removed()
    {
        IServiceCollection services = new ServiceCollection().AddTotvsWebhooks(webhooks => webhooks.UseWorkflowStore(_ => _own));
        services.RemoveAll<IWorkflowStore>();
        await using ServiceProvider provider = services.AddTotvsWebhooks().BuildServiceProvider(Strict);

        Assert.That(InnerOf(provider), Is.TypeOf<InMemoryWorkflowStore>());
    }

    [Test]
    public async Task Store_that_was_registered_after_stands_and_a_warning_says_that_it_is_not_checked()
    {
        var logs = new FakeLogCollector();
        await using ServiceProvider provider = new ServiceCollection()
            .AddLogging(logging => logging.AddProvider(new FakeLoggerProvider(logs)))
            .AddTotvsWebhooks()
            .AddSingleton<IWorkflowStore>(_own)
            .BuildServiceProvider(Strict);

        _ = provider.GetRequiredService<WorkflowDirectory>();

        Assert.That(provider.GetRequiredService<IWorkflowStore>(), Is.SameAs(_own));
        Assert.That(
            logs.GetSnapshot().Single(record => record.Id.Id == 1054).Message,
            Does.Contain(nameof(RecordingWorkflowStore)).And.Contain("UseWorkflowStore"));
    }

    private static ServiceProviderOptions Strict => new() { ValidateOnBuild = true, ValidateScopes = true };

    private static IWorkflowStore InnerOf(IServiceProvider provider) =>
        ((CheckedWorkflowStore)provider.GetRequiredService<IWorkflowStore>()).Inner;

    /// <summary>A store of the host's that stands around the one there was.</summary>
    private sealed class WorkflowStoreAround(IWorkflowStore inner) : IWorkflowStore
    {
        public IWorkflowStore Inner { get; } = inner;

        public Task<IReadOnlyList<Workflow>> ListAsync(CancellationToken cancellationToken = default) => Inner.ListAsync(cancellationToken);

        public Task<Workflow?> FindAsync(Guid id, CancellationToken cancellationToken = default) => Inner.FindAsync(id, cancellationToken);

        public Task<Workflow> AddAsync(Workflow workflow, CancellationToken cancellationToken = default) =>
            Inner.AddAsync(workflow, cancellationToken);

        public Task SaveAsync(Workflow workflow, CancellationToken cancellationToken = default) =>
            Inner.SaveAsync(workflow, cancellationToken);

        public Task SaveAsync(IReadOnlyCollection<Workflow> workflows, CancellationToken cancellationToken = default) =>
            Inner.SaveAsync(workflows, cancellationToken);

        public Task<bool> DeleteAsync(Guid id, CancellationToken cancellationToken = default) => Inner.DeleteAsync(id, cancellationToken);

        public IDisposable OnChange(Action<IReadOnlyList<Workflow>> listener) => Inner.OnChange(listener);
    }
}
