using Microsoft.Extensions.Time.Testing;

namespace Totvs.Webhooks.Contracts;

/// <summary>
/// A fake clock whose wall time can also be set, as an administrator or a time service does, while the monotonic time goes on.
/// </summary>
/// <param name="startDateTime">The wall time it starts with.</param>
public sealed class SteppingTimeProvider(DateTimeOffset startDateTime) : FakeTimeProvider(startDateTime)
{
    private TimeSpan _step;

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _step;

    /// <inheritdoc />
    public override long GetTimestamp() => base.GetUtcNow().Ticks;

    /// <summary>Sets the wall clock forward or back.</summary>
    /// <param name="by">By how much; negative sets it back.</param>
    public void Step(TimeSpan by) => _step += by;
}
