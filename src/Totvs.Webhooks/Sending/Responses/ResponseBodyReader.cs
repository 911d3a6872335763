using System.Buffers;
using System.Runtime.CompilerServices;

namespace Totvs.Webhooks.Sending.Responses;

/// <summary>
/// Reads the beginning of a response's body: never more bytes than the limit and one, never past its token, never decompressed.
/// </summary>
internal static class ResponseBodyReader
{
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public static async ValueTask<ResponseBody> ReadAsync(HttpContent content, int limit, CancellationToken cancellationToken)
    {
        // One byte more than is kept: it tells a body that ends at the limit, whose connection is reused, from one that goes on.
        byte[] buffer = ArrayPool<byte>.Shared.Rent(limit + 1);
        int count = 0;
        Exception? trouble = null;
        try
        {
            Stream stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            int read;
            do
            {
                read = await stream.ReadAsync(buffer.AsMemory(count, limit + 1 - count), cancellationToken).ConfigureAwait(false);
                count += read;
            }
            while (read > 0 && count <= limit);
        }
        catch (Exception exception)
        {
            // Slow, reset, or broken in a handler of the host's: what came so far is kept, and the status stands.
            trouble = exception;
        }

        string? excerpt = BodyExcerpt.Of(content.Headers, buffer.AsSpan(0, Math.Min(count, limit)));
        ArrayPool<byte>.Shared.Return(buffer);
        return new ResponseBody(excerpt, trouble);
    }
}
