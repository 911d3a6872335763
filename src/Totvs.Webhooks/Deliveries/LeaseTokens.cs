using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Totvs.Webhooks.Deliveries;

/// <summary>
/// Makes the tokens of one store: none is ever made twice, also not by another process, and none costs a call of the operating system.
/// They guard against delay, not against people, so they need not be hard to guess.
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
