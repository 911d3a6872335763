using System.Net.Http.Headers;
using Totvs.Webhooks.Benchmarks.Delivering;

namespace Totvs.Webhooks.Benchmarks.Latency;

/// <summary>Posts the same body with a bare <see cref="HttpClient"/>, kept nowhere and tried once.</summary>
internal sealed class RawPoster : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseCookies = false, UseProxy = false, AllowAutoRedirect = false });

    /// <summary>Posts an event that was handed over at a timestamp.</summary>
    public async Task PostAsync(Uri url, long sent)
    {
        using var content = new ReadOnlyMemoryContent(SomeEvent.BodyHandedOver(sent));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        using HttpResponseMessage response = await _client.PostAsync(url, content);
        response.EnsureSuccessStatusCode();
    }

    public void Dispose() => _client.Dispose();
}
