using NUnit.Framework;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.History;

namespace Totvs.Webhooks.Contracts.Deliveries;

/// <summary>What the fixtures of a store share: an empty store on a clock that the test moves.</summary>
/// <typeparam name="TFactory">Makes the store.</typeparam>
public abstract class RetryStoreFixture<TFactory>
    where TFactory : IRetryStoreFactory, new()
{
    private TFactory _factory = default!;

    /// <summary>How long leases last in the tests.</summary>
    protected static TimeSpan LeaseDuration { get; } = TimeSpan.FromMinutes(2);

    /// <summary>The clock.</summary>
    protected SteppingTimeProvider Time { get; private set; } = default!;

    /// <summary>What the store keeps; changed by a test before it first asks for the store's work.</summary>
    protected RetentionOptions Retention { get; private set; } = default!;

    /// <summary>The store under test.</summary>
    protected IRetryStore Store { get; private set; } = default!;

    /// <summary>Its read side.</summary>
    protected IDeliveryHistory History => (IDeliveryHistory)Store;

    /// <summary>Makes the store.</summary>
    /// <returns>A task that ends when it is there.</returns>
    [SetUp]
    public async Task CreateStore()
    {
        Time = new SteppingTimeProvider(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
        Retention = new RetentionOptions();
        _factory = new TFactory();
        Store = await _factory.CreateAsync(Time, Retention);
    }

    /// <summary>Disposes the store.</summary>
    /// <returns>A task that ends when it is gone.</returns>
    [TearDown]
    public async Task DisposeStore() => await _factory.DisposeAsync();

    /// <summary>Adds deliveries that wait.</summary>
    /// <param name="deliveries">The deliveries.</param>
    /// <returns>A task that ends when they are kept.</returns>
    protected Task AddAsync(params Delivery[] deliveries) => Store.AddAsync(new AddRequest { Waiting = deliveries });

    /// <summary>The limit of a claim over some workflows.</summary>
    /// <param name="limit">How many of them together at most; 0 leaves them alone.</param>
    /// <param name="workflows">The workflows.</param>
    /// <returns>The share.</returns>
    protected static ClaimShare Share(int limit, params Guid[] workflows) => new() { Limit = limit, Workflows = workflows };

    /// <summary>Claims what is due.</summary>
    /// <param name="limit">How many at most.</param>
    /// <param name="limitPerWorkflow">How many at most of a workflow that no share names.</param>
    /// <param name="shares">The limits of the workflows that they name.</param>
    /// <param name="workflows">The workflows that the claim names; any by default.</param>
    /// <returns>The leases.</returns>
    protected Task<IReadOnlyList<Lease>> ClaimAsync(
        int limit = 100, int limitPerWorkflow = 100, ClaimShare[]? shares = null, IReadOnlySet<Guid>? workflows = null) =>
        Store.ClaimAsync(new ClaimRequest
        {
            Limit = limit,
            LimitPerWorkflow = limitPerWorkflow,
            Shares = shares ?? [],
            Workflows = workflows,
            LeaseDuration = LeaseDuration,
        });

    /// <summary>Asks how long until a claim would be granted a delivery.</summary>
    /// <param name="leftAlone">The workflows that the claim leaves alone.</param>
    /// <param name="workflows">The workflows that the claim names; any by default.</param>
    /// <returns>The time; <see langword="null"/> when there is no delivery to wait for.</returns>
    protected Task<TimeSpan?> TimeUntilDueAsync(Guid[]? leftAlone = null, IReadOnlySet<Guid>? workflows = null) =>
        Store.GetTimeUntilDueAsync(new ClaimRequest
        {
            Limit = 1,
            Shares = leftAlone is null ? [] : [Share(0, leftAlone)],
            Workflows = workflows,
            LeaseDuration = LeaseDuration,
        });

    /// <summary>Claims the one delivery that is due.</summary>
    /// <returns>Its lease.</returns>
    protected async Task<Lease> ClaimOneAsync()
    {
        IReadOnlyList<Lease> leases = await ClaimAsync();
        Assert.That(leases, Has.Count.EqualTo(1), "one delivery should be due");
        return leases[0];
    }

    /// <summary>Settles one claim.</summary>
    /// <param name="settlement">What became of it.</param>
    /// <returns>Whether the store took it.</returns>
    protected async Task<bool> SettleAsync(Settlement settlement) => (await Store.SettleAsync([settlement])).Count == 0;
}
