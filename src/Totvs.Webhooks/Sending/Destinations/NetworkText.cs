using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace Totvs.Webhooks.Sending.Destinations;

/// <summary>Reads a network as in the options: <c>10.20.0.0/16</c>, <c>fd00:1::/32</c>, or one address.</summary>
internal static class NetworkText
{
    public static bool TryParse(string? text, [NotNullWhen(true)] out IPNetwork? network)
    {
        network = null;
        if (text is null || !IsWrittenOut(text))
        {
            return false;
        }

        if (IPAddress.TryParse(text, out IPAddress? address))
        {
            network = new IPNetwork(address, address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128);
        }
        else if (IPNetwork.TryParse(text, out IPNetwork parsed))
        {
            network = parsed;
        }

        return network is not null;
    }

    // .NET reads '10' as 0.0.0.10 and '010' as 8, which is hardly the intended network. A mapped address is never dialled as such.
    private static bool IsWrittenOut(string text)
    {
        string address = text.Split('/')[0];
        return !IPAddress.TryParse(address, out IPAddress? parsed)
            || (parsed.AddressFamily == AddressFamily.InterNetwork ? parsed.ToString() == address : !parsed.IsIPv4MappedToIPv6);
    }
}
