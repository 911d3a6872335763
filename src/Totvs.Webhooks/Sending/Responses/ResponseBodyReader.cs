using System.Buffers;
using System.Runtime.CompilerServices;

namespace Totvs.Webhooks.Sending.Responses;

/// <summary>
/// Reads the beginning of a response's body: at most one byte more than the limit, until its token ends, and never decompressed.
/// </summary>
internal static class ResponseBodyReader
{
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public static async ValueTask<ResponseBody> ReadAsync(HttpContent content, int limit, CancellationToken cancellationToken)
    {
        // One byte more than is kept: it shows whether the body ends at the limit. Only then the connection can be reused.
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
            // A timeout, a reset, or an exception of a host's handler: the bytes so far are kept, and the status decides the attempt.
            trouble = exception;
        }

        string? excerpt = BodyExcerpt.Read(content.Headers, buffer.AsSpan(0, Math.Min(count, limit)));
        ArrayPool<byte>.Shared.Return(buffer);
        return new ResponseBody(excerpt, trouble);
    }
}
