using System.Text;
using Totvs.Webhooks.Benchmarks.Delivering;

namespace Totvs.Webhooks.Benchmarks.Peers;

/// <summary>
/// Does the POSTs of a peer, over one <see cref="HttpClient"/> for all of them. Public because the code that Wolverine generates uses it.
/// </summary>
public sealed class Poster : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseCookies = false, UseProxy = false, AllowAutoRedirect = false });
    private readonly Uri _receiver;

    public Poster(Uri receiver)
    {
        _receiver = receiver;
    }

    /// <summary>What a peer keeps in its queue: the whole body, as our own store does.</summary>
    public static string Body { get; } = Encoding.UTF8.GetString(SomeEvent.Body.Span);

    public async Task PostAsync(string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await _client.PostAsync(_receiver, content);
        response.EnsureSuccessStatusCode();
    }

    public void Dispose() => _client.Dispose();
}
