using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Dispatching.Lanes;

namespace Totvs.Webhooks.Tests.Dispatching.Lanes;

internal static class ClaimLimitsExtensions
{
    /// <summary>How many deliveries of a workflow a claim with these limits may take.</summary>
    public static int Of(this ClaimLimits limits, Guid workflowId, RouteMap routes) =>
        new ClaimBudget(limits.ToRequest(routes.Ids, TimeSpan.FromMinutes(1))).LeftOf(workflowId);
}
