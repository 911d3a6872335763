namespace Totvs.Webhooks.Deliveries;

/// <summary>
/// Keeps deliveries until they end: delivered or discarded. Only the store reads its clock; callers pass and receive durations, so that
/// processes that share a store need not agree on the time.
/// </summary>
/// <remarks>
/// A delivery is pending (due at a time), or claimed (a lease on it has not ended), or finished. Every implementation must pass the
/// fixtures of <c>Totvs.Webhooks.Contracts</c>. Of the ordered deliveries (<see cref="Delivery.IsOrdered"/>) of one workflow and record,
/// one at a time can be claimed, in the order in which they were added. Those after it are held back, due at no time, until it has ended;
/// then the next is due at once. A finished one that is redelivered is held back in the same way while others are unfinished. All members
/// may be called at the same time from many threads. All throw <see cref="RetryStoreException"/> when the store cannot be reached or
/// refuses; then no part of the call has been done.
/// </remarks>
public interface IRetryStore
{
    /// <summary>Whether other processes may add deliveries too, so that the dispatcher must poll the store slowly.</summary>
    bool IsShared { get; }

    /// <summary>Adds deliveries: all or none. Returns only when they are as safe as this store can make them.</summary>
    /// <param name="request">
    /// The deliveries. An id that the store already knows is passed over and gets no lease: adding twice is harmless.
    /// </param>
    /// <param name="cancellationToken">Cancels the call; the deliveries may or may not have been added then.</param>
    /// <returns>
    /// The leases of the deliveries added as claimed, in the order given. One that is held back is added as pending, and gets none.
    /// </returns>
    /// <exception cref="RetryStoreException">The deliveries could not be added, and none of them was.</exception>
    Task<IReadOnlyList<Lease>> AddAsync(AddRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Claims deliveries that are due, in the order of their due times, as far as the limits of the request allow; a
    /// <see cref="ClaimBudget"/> applies them. A claim moves the due time of a delivery to the end of the lease, so that deliveries that a
    /// crash left claimed become due by themselves. The lease is suspect (<see cref="Lease.IsSuspect"/>) when an earlier lease on the
    /// delivery was never settled, or when its count of abandoned claims is above 0.
    /// </summary>
    /// <param name="request">How many deliveries, of which workflows, and for how long.</param>
    /// <param name="cancellationToken">Cancels the call; deliveries that were claimed by then become due when the lease ends.</param>
    /// <returns>The leases, those due first at the front; empty when no delivery is due that the limits allow.</returns>
    Task<IReadOnlyList<Lease>> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Makes a lease last for a further duration from now, if its token is still the current one. With <paramref name="begins"/> one more
    /// abandoned claim is counted before the call returns, once for each lease, and from then on
    /// <see cref="AbandonedClaims.HoldBack"/> says how long the delivery is held back after the end of the lease.
    /// </summary>
    /// <param name="lease">The lease.</param>
    /// <param name="leaseDuration">How long it lasts, from now.</param>
    /// <param name="begins">Whether the attempt begins now. Required for a suspect lease; optional for others.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>
    /// The renewed lease, with the same token; <see langword="null"/> when the delivery was settled, or claimed again, since.
    /// </returns>
    Task<Lease?> RenewAsync(Lease lease, TimeSpan leaseDuration, bool begins = false, CancellationToken cancellationToken = default);

    /// <summary>
    /// Settles claimed deliveries. Only the current token of a delivery can settle it, and only once. A token whose lease has ended stays
    /// the current one until the delivery is claimed again, so that a late success still counts. A result sets the count of abandoned
    /// claims to 0; a release takes back only what its own lease has counted.
    /// </summary>
    /// <param name="settlements">How each claim ended.</param>
    /// <param name="cancellationToken">Cancels the call; settlements may or may not have been accepted.</param>
    /// <returns>The settlements that were dropped because their token is not the current one; empty when all were accepted.</returns>
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
    /// Discards deliveries that are given up, the oldest first, in one small step. A delivery is given up when it is older than
    /// <see cref="GiveUpRequest.Age"/>, or when it is as old as <see cref="GiveUpRequest.MissingWorkflowAge"/> and its workflow has been
    /// missing for as long. A delivery whose lease has not ended is left to its attempt. One that is held back is left until the one
    /// before it ends; if that one ends in this step, it may end in the same step.
    /// </summary>
    /// <remarks>
    /// A workflow that has unfinished deliveries and that the request does not name is noted as missing, from the first such call on. The
    /// note is removed by a call that names the workflow, and when the workflow has no unfinished delivery any more. A call that changes
    /// no note and ends no delivery writes nothing.
    /// </remarks>
    /// <param name="request">Which deliveries to give up, and how many.</param>
    /// <param name="cancellationToken">Cancels the call; the step may or may not have been done.</param>
    /// <returns>The deliveries that ended, the missing workflows, and when to call again.</returns>
    Task<GiveUpResult> GiveUpAsync(GiveUpRequest request, CancellationToken cancellationToken = default);

    /// <summary>Removes finished deliveries that <see cref="RetentionOptions"/> does not keep any longer, in one small step.</summary>
    /// <param name="limit">How many to remove at most in this step. At least 1.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>How many were removed; less than <paramref name="limit"/> when no more are to be removed.</returns>
    Task<int> PurgeAsync(int limit, CancellationToken cancellationToken = default);
}
