using System.Net.Http.Headers;

namespace Totvs.Webhooks.Benchmarks.Delivering;

/// <summary>The limit of this machine: bare <see cref="HttpClient"/> POSTs of the same body, so many at once.</summary>
internal static class RawHttp
{
    public static async Task<Throughput> MeasureAsync(Uri url, int posts, int concurrency)
    {
        using var handler = new SocketsHttpHandler { UseCookies = false, UseProxy = false, AllowAutoRedirect = false };
        using var client = new HttpClient(handler);
        await PostAsync(client, url, concurrency * 20, concurrency);
        return await Throughput.MeasureAsync(posts, () => PostAsync(client, url, posts, concurrency));
    }

    private static async Task PostAsync(HttpClient client, Uri url, int posts, int concurrency)
    {
        int left = posts;
        await Task.WhenAll(Enumerable.Range(0, concurrency).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                using var content = new ReadOnlyMemoryContent(SomeEvent.Body);
                content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
                using HttpResponseMessage response = await client.PostAsync(url, content);
                response.EnsureSuccessStatusCode();
            }
        })));
    }
}
