using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Totvs.Webhooks.Tests.Sending.Destinations;

/// <summary>The same decision by other means, plain arithmetic on numbers, to hold the rules against.</summary>
internal static class PublicAddressOracle
{
    public static bool IsPublic(IPAddress address)
    {
        byte[] bytes = address.GetAddressBytes();
        return address.AddressFamily == AddressFamily.InterNetwork
            ? IsPublic(BinaryPrimitives.ReadUInt32BigEndian(bytes))
            : IsPublic(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(8)));
    }

    private static bool IsPublic(uint address)
    {
        uint a = address >> 24;
        uint b = (address >> 16) & 0xFF;
        uint c = (address >> 8) & 0xFF;
        return !(a is 0 or 10 or 127 or >= 224
            || (a == 100 && b is >= 64 and <= 127)
            || (a == 161 && b == 26)
            || (a == 166 && b is >= 8 and <= 11)
            || address == 0xA83F8110
            || (a == 169 && b == 254)
            || (a == 172 && b is >= 16 and <= 31)
            || (a == 192 && (b == 168 || (b == 0 && c is 0 or 2) || (b == 88 && c == 99)))
            || (a == 198 && (b is 18 or 19 || (b == 51 && c == 100)))
            || (a == 203 && b == 0 && c == 113));
    }

    private static bool IsPublic(ulong high, ulong low)
    {
        ulong first = high >> 48;
        ulong second = (high >> 32) & 0xFFFF;
        return first is >= 0x2000 and <= 0x3FFF
            && !(first == 0x2001 && second <= 0x1FF)
            && !(first == 0x2001 && second == 0xDB8)
            && first != 0x2002
            && !(first == 0x3FFF && second <= 0xFFF)
            && (low >> 32) is not (0x00005EFE or 0x02005EFE);
    }
}
