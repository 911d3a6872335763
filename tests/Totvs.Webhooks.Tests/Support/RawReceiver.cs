using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Totvs.Webhooks.Tests.Support;

/// <summary>A bare TCP socket on loopback that does to each connection what a test wants: for receivers that break the rules.</summary>
internal sealed class RawReceiver : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<NetworkStream, CancellationToken, Task> _behaviour;
    private readonly Task _accepting;
    private readonly TaskCompletionSource<Exception> _broken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _connections;

    private RawReceiver(Func<NetworkStream, CancellationToken, Task> behaviour)
    {
        _behaviour = behaviour;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public Uri Url => new($"http://127.0.0.1:{Port}/hook");

    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Ends with the reason once a connection has been broken by the sender (or by the end of the test).</summary>
    public Task<Exception> Broken => _broken.Task.WaitAsync(TimeSpan.FromSeconds(30));

    public static RawReceiver Start(Func<NetworkStream, CancellationToken, Task> behaviour) => new(behaviour);

    /// <summary>Accepts, and stays silent until it is stopped.</summary>
    public static RawReceiver StartSilent() => Start((_, stop) => UntilAsync(stop));

    /// <summary>Reads the request's head and body, then writes a text and stays open.</summary>
    public static RawReceiver StartAnswering(string text, bool thenClose = false) => Start(async (stream, stop) =>
    {
        await ReadRequestAsync(stream, stop);
        await stream.WriteAsync(Encoding.Latin1.GetBytes(text), stop);
        if (!thenClose)
        {
            await UntilAsync(stop);
        }
    });

    /// <summary>Reads the request, writes a beginning, then the same piece for ever.</summary>
    public static RawReceiver StartFlooding(string beginning, byte[] piece) => Start(async (stream, stop) =>
    {
        await ReadRequestAsync(stream, stop);
        await stream.WriteAsync(Encoding.Latin1.GetBytes(beginning), stop);
        while (true)
        {
            await stream.WriteAsync(piece, stop);
        }
    });

    /// <summary>Reads until the request's body, of the length its head gives, has come.</summary>
    public static async Task<string> ReadRequestAsync(NetworkStream stream, CancellationToken stop)
    {
        StringBuilder request = new();
        byte[] buffer = new byte[4096];
        while (true)
        {
            int read = await stream.ReadAsync(buffer, stop);
            request.Append(Encoding.Latin1.GetString(buffer, 0, read));
            string text = request.ToString();
            int headEnd = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (read == 0)
            {
                return text;
            }

            if (headEnd >= 0)
            {
                string length = text[..headEnd].Split("\r\n").Single(
                    line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
                if (text.Length - headEnd - 4 >= int.Parse(length.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture))
                {
                    return text;
                }
            }
        }
    }

    /// <summary>Waits until the test is over.</summary>
    public static async Task UntilAsync(CancellationToken stop)
    {
        TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (stop.Register(stopped.SetResult))
        {
            await stopped.Task;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_stop.IsCancellationRequested)
        {
            await _stop.CancelAsync();
            await _accepting.WaitAsync(TimeSpan.FromSeconds(30));
            _listener.Dispose();
            _stop.Dispose();
        }
    }

    private async Task AcceptAsync()
    {
        List<Task> serving = [];
        try
        {
            while (true)
            {
                serving.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            Interlocked.Increment(ref _connections);
            try
            {
                await _behaviour(client.GetStream(), _stop.Token);
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException)
            {
                _broken.TrySetResult(exception);
            }
        }
    }
}
