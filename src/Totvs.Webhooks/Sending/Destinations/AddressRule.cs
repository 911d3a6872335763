using System.Net;

namespace Totvs.Webhooks.Sending.Destinations;

/// <summary>A range of addresses that are not public.</summary>
/// <param name="Network">The range.</param>
/// <param name="Purpose">What the range is for, with its source. It stands in messages.</param>
internal sealed record AddressRule(IPNetwork Network, string Purpose);
