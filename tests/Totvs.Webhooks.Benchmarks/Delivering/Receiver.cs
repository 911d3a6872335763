using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Totvs.Webhooks.Benchmarks.Delivering;

/// <summary>The receiving process: answers every POST with 204 and counts. Ends when its standard input does.</summary>
internal static class Receiver
{
    public static async Task<int> RunAsync()
    {
        long received = 0;
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using WebApplication app = builder.Build();
        app.Run(async context =>
        {
            if (HttpMethods.IsGet(context.Request.Method))
            {
                await context.Response.WriteAsync(
                    Interlocked.Read(ref received).ToString(System.Globalization.CultureInfo.InvariantCulture));
                return;
            }

            byte[] buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(4_096);
            while (await context.Request.Body.ReadAsync(buffer) > 0)
            {
            }

            System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
            Interlocked.Increment(ref received);
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        });
        await app.StartAsync();
        Console.WriteLine(app.Urls.First());
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
        return 0;
    }
}
