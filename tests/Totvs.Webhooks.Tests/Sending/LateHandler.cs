namespace Totvs.Webhooks.Tests.Sending;

/// <summary>A primary handler that does not heed its token, and writes the content only when told.</summary>
internal sealed class LateHandler : HttpMessageHandler
{
    private readonly TaskCompletionSource _waits = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource Sends { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends once the request waits to be sent.</summary>
    public Task Waits => _waits.Task.WaitAsync(TimeSpan.FromSeconds(30));

    public MemoryStream Written { get; } = new();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        _waits.SetResult();
        await Sends.Task;
        await request.Content!.CopyToAsync(Written, CancellationToken.None);
        return new HttpResponseMessage();
    }

    protected override void Dispose(bool disposing)
    {
        Written.Dispose();
        base.Dispose(disposing);
    }
}
