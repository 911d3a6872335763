using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Totvs.Webhooks.Deliveries;

/// <summary>
/// Makes the tokens of one store. None is made twice, in this process or another, and none costs a call of the operating system. A token
/// guards against late results and not against attackers, so it need not be hard to guess.
/// </summary>
internal sealed class LeaseTokens
{
    private readonly long _origin = MemoryMarshal.Read<long>(RandomNumberGenerator.GetBytes(sizeof(long)));
    private long _count;

    public Guid Next()
    {
        Span<long> parts = [_origin, Interlocked.Increment(ref _count)];
        return new Guid(MemoryMarshal.AsBytes(parts));
    }
}
