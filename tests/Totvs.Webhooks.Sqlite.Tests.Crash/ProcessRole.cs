using System.Diagnostics;

namespace Totvs.Webhooks.Sqlite.Tests.Crash;

/// <summary>This program, started again in another role.</summary>
internal sealed class ProcessRole : IDisposable
{
    private readonly Process _process;

    private ProcessRole(Process process) => _process = process;

    public StreamReader Output => _process.StandardOutput;

    public static ProcessRole Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (string.Equals(Path.GetFileNameWithoutExtension(Environment.ProcessPath), "dotnet", StringComparison.OrdinalIgnoreCase))
        {
            start.ArgumentList.Add(typeof(ProcessRole).Assembly.Location);
        }

        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return new ProcessRole(Process.Start(start)!);
    }

    /// <summary>SIGKILL: the process gets no chance to put anything in order.</summary>
    public void Kill() => _process.Kill();

    public async Task<int> WaitForEndAsync()
    {
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
