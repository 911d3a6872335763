namespace Totvs.Webhooks.Deliveries;

/// <summary>What one step of giving up has found and ended.</summary>
/// <param name="Ended">The deliveries that were ended as discarded.</param>
/// <param name="MissingWorkflows">The workflows that the request does not name and unfinished deliveries wait for.</param>
/// <param name="NextIn">
/// How long until the next delivery may have to be given up; zero when some have to be now; <see langword="null"/> when none waits that
/// could.
/// </param>
public sealed record GiveUpResult(IReadOnlyList<GivenUpDelivery> Ended, IReadOnlyList<MissingWorkflow> MissingWorkflows, TimeSpan? NextIn);
