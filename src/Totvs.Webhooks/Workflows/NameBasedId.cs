using System.Security.Cryptography;
using System.Text;

namespace Totvs.Webhooks.Workflows;

/// <summary>A name and its version 5 UUID (RFC 9562, section 5.5) in a name space of this library.</summary>
internal sealed class NameBasedId(string name)
{
    private static readonly Guid NameSpace = new("5f0a9c1e-3c55-4d0e-9b0a-6d0b1f2f7c11");

    public string Name { get; } = name;

    public Guid Id { get; } = Compute(name);

    // RFC 9562 names SHA-1 for version 5; it is used for identity here, not for security.
#pragma warning disable CA5350
    private static Guid Compute(string name)
    {
        byte[] nameBytes = Encoding.UTF8.GetBytes(name);
        byte[] input = new byte[16 + nameBytes.Length];
        NameSpace.TryWriteBytes(input, bigEndian: true, out _);
        nameBytes.CopyTo(input, 16);

        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
        SHA1.HashData(input, hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
#pragma warning restore CA5350
}
