using System.Diagnostics;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Totvs.Webhooks.Documentation.Tests;

/// <summary>
/// A program of a page that runs in this process. The generic host announces that it is being built, and so the network can be replaced
/// without a change of the program.
/// </summary>
internal sealed class RunningProgram : IAsyncDisposable, IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private readonly List<IDisposable> _subscriptions = [];
    private readonly Action<IServiceCollection> _configure;
    private readonly TaskCompletionSource<IHost> _built = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _running;

    private RunningProgram(MethodInfo entryPoint, Action<IServiceCollection> configure)
    {
        _configure = configure;
        _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
        _running = Task.Run(async () =>
        {
            object? result = entryPoint.Invoke(null, entryPoint.GetParameters().Length == 0 ? null : [Array.Empty<string>()]);
            if (result is Task task)
            {
                await task;
            }
        });
    }

    public static async Task<RunningProgram> StartAsync(MethodInfo entryPoint, Action<IServiceCollection> configure)
    {
        var program = new RunningProgram(entryPoint, configure);
        await (await Task.WhenAny(program._built.Task, program._running)).WaitAsync(TimeSpan.FromMinutes(1));
        return program;
    }

    /// <summary>The program's host.</summary>
    public IHost Host =>
        _built.Task.IsCompletedSuccessfully ? _built.Task.Result : throw new InvalidOperationException("The program built no host.");

    /// <summary>Ends when the program's host has started.</summary>
    public async Task StartedAsync()
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using CancellationTokenRegistration registration = Host.Services.GetRequiredService<IHostApplicationLifetime>()
            .ApplicationStarted.Register(started.SetResult);
        await (await Task.WhenAny(started.Task, _running)).WaitAsync(TimeSpan.FromMinutes(1));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (IDisposable subscription in _subscriptions)
        {
            subscription.Dispose();
        }

        if (_built.Task.IsCompletedSuccessfully)
        {
            Host.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        }

        await _running.WaitAsync(TimeSpan.FromMinutes(1));
    }

    void IObserver<DiagnosticListener>.OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.Extensions.Hosting")
        {
            _subscriptions.Add(value.Subscribe(this));
        }
    }

    void IObserver<KeyValuePair<string, object?>>.OnNext(KeyValuePair<string, object?> value)
    {
        switch (value)
        {
            case { Key: "HostBuilding", Value: IHostBuilder builder }:
                builder.ConfigureServices((_, services) => _configure(services));
                break;
            case { Key: "HostBuilt", Value: IHost host }:
                _built.TrySetResult(host);
                break;
        }
    }

    void IObserver<DiagnosticListener>.OnCompleted()
    {
    }

    void IObserver<DiagnosticListener>.OnError(Exception error)
    {
    }

    void IObserver<KeyValuePair<string, object?>>.OnCompleted()
    {
    }

    void IObserver<KeyValuePair<string, object?>>.OnError(Exception error)
    {
    }
}
