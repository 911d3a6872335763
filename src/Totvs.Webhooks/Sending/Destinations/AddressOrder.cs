using System.Net;
using System.Net.Sockets;

namespace Totvs.Webhooks.Sending.Destinations;

/// <summary>In which order the addresses of a name are dialled (RFC 8305, section 4).</summary>
internal static class AddressOrder
{
    /// <summary>How many are dialled at most: a name may have thousands, and one attempt is not to knock at them all.</summary>
    public const int Most = 16;

    /// <summary>
    /// The addresses in the resolver's order, but the two families by turns, so that a family that does not work here costs one stagger
    /// each.
    /// </summary>
    public static IReadOnlyList<IPAddress> Of(IReadOnlyList<IPAddress> addresses)
    {
        if (addresses.Count == 1)
        {
            return addresses;
        }

        IPAddress[] distinct = [.. addresses.Distinct()];
        AddressFamily preferred = distinct[0].AddressFamily;
        IPAddress[] first = [.. distinct.Where(address => address.AddressFamily == preferred)];
        IPAddress[] second = [.. distinct.Where(address => address.AddressFamily != preferred)];
        List<IPAddress> order = [];
        for (int index = 0; index < distinct.Length && order.Count < Most; index++)
        {
            order.AddRange(first.Skip(index).Take(1));
            order.AddRange(second.Skip(index).Take(1));
        }

        return order.Count > Most ? order[..Most] : order;
    }
}
