namespace Totvs.Webhooks.Deliveries;

/// <summary>
/// Keeps deliveries until they end: delivered or discarded. The store alone reads its clock; callers give and get durations, so
/// that nodes that share a store need not agree on the time.
/// </summary>
/// <remarks>
/// A delivery is waiting (due at a time), or claimed (a lease on it has not ended), or finished. Every implementation must pass the
/// fixtures of <c>Totvs.Webhooks.Contracts</c>. Of the deliveries of one workflow and record that are ordered
/// (<see cref="Delivery.IsOrdered"/>) one at a time can be claimed, in the order in which they were added; those after it are held back,
/// due at no time, until it has ended, and then the next is due at once. A finished one that is to be delivered again is held back
/// likewise while others are unfinished. All members may be called at the same time from many threads. All throw
/// <see cref="RetryStoreException"/> when the store cannot be reached or refuses; nothing is half done then.
/// </remarks>
public interface IRetryStore
{
    /// <summary>Whether another process may add deliveries too, so that a slow poll is needed beside the bell of this process.</summary>
    bool IsShared { get; }

    /// <summary>Keeps deliveries: all or none. Returns only when they are as safe as this store can make them.</summary>
    /// <param name="request">
    /// What to add. An id that the store already knows is passed over, and gets no lease: adding twice is harmless.
    /// </param>
    /// <param name="cancellationToken">Cancels the call; when it ends the call, the deliveries may or may not be kept.</param>
    /// <returns>The leases of those added as claimed, in the order given; one that is held back waits instead, and gets none.</returns>
    /// <exception cref="RetryStoreException">The deliveries could not be kept, and none of them is.</exception>
    Task<IReadOnlyList<Lease>> AddAsync(AddRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Claims deliveries that are due, in the order of their due times, as far as the limits of the request allow; a
    /// <see cref="ClaimBudget"/> applies them. The claim moves the delivery's due time to the end of the lease, so that what a crash leaves
    /// claimed comes back by itself. The lease on a delivery whose earlier lease was never settled, or whose count of abandoned claims is
    /// above 0, says that it is suspect (<see cref="Lease.IsSuspect"/>).
    /// </summary>
    /// <param name="request">How many, of which workflows, for how long.</param>
    /// <param name="cancellationToken">Cancels the call; what it had claimed by then comes back when the lease ends.</param>
    /// <returns>The leases, those due first at the front; empty when nothing that is wanted is due.</returns>
    Task<IReadOnlyList<Lease>> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Makes a lease last for a further duration from now, if its token is still the current one. Where the attempt begins with it, one
    /// more abandoned claim is counted before the call returns, once for each lease, and from then on the end of the lease is followed by
    /// what <see cref="AbandonedClaims.HoldBack"/> says.
    /// </summary>
    /// <param name="lease">The lease.</param>
    /// <param name="leaseDuration">How long it shall last from now.</param>
    /// <param name="begins">Whether the attempt begins now. To be told of a lease that is suspect; of others it need not be.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>
    /// The renewed lease, with the same token; <see langword="null"/> when the delivery was settled, or claimed by another since.
    /// </returns>
    Task<Lease?> RenewAsync(Lease lease, TimeSpan leaseDuration, bool begins = false, CancellationToken cancellationToken = default);

    /// <summary>
    /// Says what became of claimed deliveries. Only the current token of a delivery can settle it, and only once. A token whose lease has
    /// ended stays the current one until another claim takes the delivery, so that a late success is still taken. A result starts the
    /// count of abandoned claims anew; a release takes back only what its own lease has counted.
    /// </summary>
    /// <param name="settlements">What became of them.</param>
    /// <param name="cancellationToken">Cancels the call; settlements may or may not have been taken.</param>
    /// <returns>The settlements that were dropped because their token is not the current one; empty when all were taken.</returns>
    Task<IReadOnlyList<Settlement>> SettleAsync(IReadOnlyList<Settlement> settlements, CancellationToken cancellationToken = default);

    /// <summary>
    /// How long until a claim would be granted something: until the first delivery is due that its limits allow, or a lease ends that a
    /// crash left on one.
    /// </summary>
    /// <param name="request">The claim; how long its leases last does not matter.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Zero when such a delivery is due now; <see langword="null"/> when there is none at all.</returns>
    Task<TimeSpan?> GetTimeUntilDueAsync(ClaimRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Ends as discarded what nothing will deliver any more, the oldest first: a small step of it. A delivery is given up when it is
    /// older than <see cref="GiveUpRequest.Age"/>, or when it is as old as <see cref="GiveUpRequest.MissingWorkflowAge"/> and its
    /// workflow has been missing for as long. One on which a lease lasts is left to its attempt, and one that is held back to the one
    /// before it; ending that one lets it go, and it may end in the same step.
    /// </summary>
    /// <remarks>
    /// A workflow that has unfinished deliveries and is not named by the request is noted as missing, from the first such call on. The
    /// note is forgotten by a call that names it, and when it has no unfinished deliveries any more. Where there is nothing to note and
    /// nothing to end, nothing is written.
    /// </remarks>
    /// <param name="request">Which, and how many.</param>
    /// <param name="cancellationToken">Cancels the call; the step may or may not have been done.</param>
    /// <returns>What was ended, what is missing, and when to ask again.</returns>
    Task<GiveUpResult> GiveUpAsync(GiveUpRequest request, CancellationToken cancellationToken = default);

    /// <summary>Removes finished deliveries that are past what <see cref="RetentionOptions"/> keeps: a small step of it.</summary>
    /// <param name="limit">How many to remove at most in this step.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>How many were removed; less than <paramref name="limit"/> when there is nothing more to remove.</returns>
    Task<int> PurgeAsync(int limit, CancellationToken cancellationToken = default);
}
