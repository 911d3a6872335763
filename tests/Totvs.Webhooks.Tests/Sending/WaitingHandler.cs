namespace Totvs.Webhooks.Tests.Sending;

/// <summary>
/// A primary handler that tells when a request has reached it, reads its content or not, and then answers only when told.
/// </summary>
internal sealed class WaitingHandler(bool readsContent) : HttpMessageHandler
{
    private readonly TaskCompletionSource _waits = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource<HttpResponseMessage> Response { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether a request has reached it.</summary>
    public bool WasCalled { get; private set; }

    /// <summary>Ends once the request waits for its response.</summary>
    public Task Waits => _waits.Task.WaitAsync(TimeSpan.FromSeconds(30));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        WasCalled = true;
        if (readsContent)
        {
            await request.Content!.CopyToAsync(Stream.Null, cancellationToken);
        }

        _waits.SetResult();
        return await Response.Task.WaitAsync(cancellationToken);
    }
}
