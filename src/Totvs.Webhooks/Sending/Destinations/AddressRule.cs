using System.Net;

namespace Totvs.Webhooks.Sending.Destinations;

/// <summary>A range of addresses that are not public, and what they are for.</summary>
/// <param name="Network">The range.</param>
/// <param name="Purpose">What it is, with its source, for people.</param>
internal sealed record AddressRule(IPNetwork Network, string Purpose);
