using System.Globalization;

namespace Totvs.Webhooks.Sqlite.Tests.Crash;

/// <summary>The parent: starts a child, kills it at a random moment, starts the next; in the end lets one finish, and counts.</summary>
internal sealed class CrashRun(CrashOptions options)
{
    /// <summary>How long the last child may take for what is left.</summary>
    private static readonly TimeSpan DrainLimit = TimeSpan.FromMinutes(10);

    private readonly Random _random = new(options.Seed);
    private readonly HashSet<Guid> _accepted = [];
    private readonly string _directory = Directory.CreateTempSubdirectory("totvs-webhooks-crash-").FullName;
    private readonly string _epoch = TimeProvider.System.GetUtcNow().UtcTicks.ToString(CultureInfo.InvariantCulture);

    private string FilePath => Path.Combine(_directory, "webhooks.db");

    /// <summary>The first fifth of the kills aim at the creation of the file.</summary>
    private int CreationKills => (options.Kills + 4) / 5;

    public async Task<int> RunAsync()
    {
        await ProgressAsync($"seed {options.Seed}");
        using ProcessRole receiver = ProcessRole.Start("receiver", options.Seed.ToString(CultureInfo.InvariantCulture));
        string address = await receiver.Output.ReadLineAsync() ?? throw new InvalidOperationException("The receiver did not start.");
        for (int kill = 1; kill <= options.Kills; kill++)
        {
            await RunAndKillAsync(address, kill);
            await ProgressAsync($"kill {kill} of {options.Kills}: {_accepted.Count} accepted so far");
        }

        bool isDrained = await DrainAsync(address);
        (HashSet<Guid> received, long taken) = await AskReceiverAsync(address);
        int lost = _accepted.Count(id => !received.Contains(id));
        await Console.Out.WriteLineAsync(
            $"kills={options.Kills} accepted={_accepted.Count} received={received.Count} lost={lost} duplicates={taken - received.Count}");
        if (isDrained && lost == 0)
        {
            Directory.Delete(_directory, recursive: true);
            return 0;
        }

        await ProgressAsync(
            isDrained
                ? $"the file is kept in {_directory}"
                : $"deliveries were left over after {DrainLimit}; the file is kept in {_directory}");
        return 1;
    }

    private static Task ProgressAsync(string text) => Console.Error.WriteLineAsync(text);

    private static async Task<(HashSet<Guid> Received, long Taken)> AskReceiverAsync(string address)
    {
        using var client = new HttpClient();
        using HttpResponseMessage response = await client.GetAsync(new Uri(address));
        byte[] ids = await response.Content.ReadAsByteArrayAsync();
        return (
            [.. ids.Chunk(16).Select(id => new Guid(id))],
            long.Parse(response.Headers.GetValues(Receiver.TakenHeader).Single(), CultureInfo.InvariantCulture));
    }

    private ProcessRole StartChild(string address, ChildWork work) =>
        ProcessRole.Start("child", FilePath, address, _epoch, work.ToString());

    private async Task RunAndKillAsync(string address, int kill)
    {
        bool aimsAtCreation = kill <= CreationKills;
        if (aimsAtCreation && _accepted.Count == 0 && _random.Next(2) == 0)
        {
            // Nothing was promised yet, so the next child may begin with no file at all; else with what the last one left half made.
            DeleteFile();
        }

        using ProcessRole child = StartChild(address, ChildWork.Publish);
        while (await child.Output.ReadLineAsync() != Child.Opening)
        {
        }

        Task<int> reading = ReadAcceptedAsync(child.Output);
        int longest = aimsAtCreation ? 150 : _random.Next(4) == 0 ? 400 : 1_800;
        await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(longest)), TimeProvider.System);
        child.Kill();
        await reading;
        await child.WaitForEndAsync();
    }

    /// <summary>Reads to the end of the pipe. A last line that the kill cut short was not promised to anyone.</summary>
    private async Task<int> ReadAcceptedAsync(StreamReader output)
    {
        int count = 0;
        while (await output.ReadLineAsync() is { } line)
        {
            if (line.Length == 36 && Guid.TryParse(line, out Guid eventId) && _accepted.Add(eventId))
            {
                count++;
            }
        }

        return count;
    }

    private async Task<bool> DrainAsync(string address)
    {
        using ProcessRole child = StartChild(address, ChildWork.Drain);
        using var limit = new CancellationTokenSource(DrainLimit);
        string? last = null;
        try
        {
            while (await child.Output.ReadLineAsync(limit.Token) is { } line)
            {
                if (line == Child.Drained)
                {
                    await ProgressAsync(line);
                    return await child.WaitForEndAsync() == 0;
                }

                if (line != last)
                {
                    await ProgressAsync(line);
                    last = line;
                }
            }
        }
        catch (OperationCanceledException)
        {
            await ProgressAsync("the drain takes too long");
        }

        return false;
    }

    private void DeleteFile()
    {
        foreach (string suffix in (string[])["", "-wal", "-shm", "-journal"])
        {
            File.Delete(FilePath + suffix);
        }
    }
}
