using System.Net;
using System.Net.Sockets;

namespace Totvs.Webhooks.Sending.Destinations;

/// <summary>The order in which the addresses of a name are dialled (RFC 8305, section 4).</summary>
internal static class AddressOrder
{
    /// <summary>The number of addresses that an attempt dials at most: a name may have thousands.</summary>
    public const int MaxAddresses = 16;

    /// <summary>
    /// Sorts the addresses: in the resolver's order, with the two families in turns, so that a family that does not work here delays
    /// each address of the other by one stagger only.
    /// </summary>
    public static IReadOnlyList<IPAddress> Sort(IReadOnlyList<IPAddress> addresses)
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
        for (int index = 0; index < distinct.Length && order.Count < MaxAddresses; index++)
        {
            order.AddRange(first.Skip(index).Take(1));
            order.AddRange(second.Skip(index).Take(1));
        }

        return order.Count > MaxAddresses ? order[..MaxAddresses] : order;
    }
}
