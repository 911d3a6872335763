using System.Text;

namespace Totvs.Webhooks.Tests.Sending;

/// <summary>A body that begins with a text and then says nothing more.</summary>
internal sealed class EndlessStream(string text) : MemoryStream(Encoding.UTF8.GetBytes(text))
{
    private readonly TaskCompletionSource _waits = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends once the reader waits for more.</summary>
    public Task Waits => _waits.Task.WaitAsync(TimeSpan.FromSeconds(30));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Position == Length)
        {
            _waits.TrySetResult();
            TaskCompletionSource never = new();
            await never.Task.WaitAsync(cancellationToken);
        }

        return await base.ReadAsync(buffer, cancellationToken);
    }
}
