using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Dispatching;
using Totvs.Webhooks.History;
using Totvs.Webhooks.Tests.Support;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Tests.Dispatching.Lanes.Fuzzing;

/// <summary>Plays a scene, and then asks that all deliveries end.</summary>
internal sealed class LaneRun : IAsyncDisposable
{
    private static readonly TimeSpan[] Moves =
    [
        TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(5),
    ];

    private static readonly double?[] Rates = [null, 0.5, 2, 50];

    private readonly LaneScene _scene;
    private readonly TimeSpan _patience;
    private readonly WebhookTestBed _bed;
    private readonly LimitWatch _watch;
    private readonly LaneReceiver _receiver;
    private readonly LaneWorkflows _workflows;
    private readonly StoreFaults _faults;
    private readonly List<Task<int>> _publishing = [];
    private readonly List<Task> _byHand = [];
    private CancellationTokenSource _cancelByHand = new();
    private bool _isRunning;
    private int _owed;
    private int _disturbances;
    private bool _isShared;
    private int _advances;
    private int _record;
    private int _pausesEnded;
    private volatile bool _isOver;

    /// <param name="scene">What to play.</param>
    /// <param name="patience">How long anything may take that needs no clock to move.</param>
    public LaneRun(LaneScene scene, TimeSpan patience)
    {
        _scene = scene;
        _patience = patience;
        _bed = new WebhookTestBed(webhooks => webhooks.Configure(options =>
        {
            options.Dispatch.MaxConcurrentAttempts = scene.Slots;
            options.Dispatch.MaxConcurrentAttemptsPerDestination = scene.LaneLimit;
            options.Dispatch.MaxAttemptsPerSecondPerDestination = scene.Rate;
            options.Dispatch.PauseWhenGone = TimeSpan.FromSeconds(scene.PauseWhenGone);
            options.Dispatch.LeaseDuration = scene.IsStoreFaulty ? TimeSpan.FromHours(1) : options.Dispatch.LeaseDuration;
            options.Retry.MaxAttempts = scene.MaxAttempts;
            options.Retry.GiveUpAfter = null;
        }));
        _watch = new LimitWatch(scene);
        _receiver = new LaneReceiver(_bed, _watch);
        _workflows = new LaneWorkflows(_bed.Workflows, scene, _watch);
        _faults = new StoreFaults(_bed.Store);
    }

    /// <summary>Plays the scene. Throws where something is stuck, or a limit was passed.</summary>
    public async Task PlayAsync()
    {
        await _workflows.SaveAllAsync();
        _workflows.Watch();
        await StartAsync();
        foreach (LaneStep step in _scene.Steps)
        {
            await TakeAsync(step);
        }

        await EndAsync();
        Check();
    }

    public async ValueTask DisposeAsync()
    {
        _receiver.TimeOut(true);
        await _cancelByHand.CancelAsync();
        _cancelByHand.Dispose();
        await _bed.DisposeAsync();
    }

    private Task TakeAsync(LaneStep step) => step.Verb switch
    {
        LaneVerb.Publish => PublishAsync(step.Target, step.Choice),
        LaneVerb.PublishBeside => PublishBesideAsync(step.Target, step.Choice),
        LaneVerb.Answer => AnswerAsync(step.Target, step.Choice),
        LaneVerb.Advance => AdvanceAsync(Moves[step.Choice % Moves.Length]),
        LaneVerb.ProcessDue => ProcessDueBesideAsync(),
        LaneVerb.CancelProcessDue => CancelProcessDueAsync(),
        LaneVerb.MoveUrl => _workflows.MoveUrlAsync(step.Target, step.Choice),
        LaneVerb.ChangeLimit => _workflows.ChangeLimitAsync(step.Target, step.Choice % 4),
        LaneVerb.ChangeRate => _workflows.ChangeRateAsync(step.Target, Rates[step.Choice % Rates.Length]),
        LaneVerb.ChangeActive => _workflows.ChangeActiveAsync(step.Target),
        LaneVerb.RemoveOrBringBack => _workflows.RemoveOrBringBackAsync(step.Target),
        LaneVerb.Redeliver => RedeliverAsync(),
        LaneVerb.FailStore => FailStoreAsync(step.Target, 1 + (step.Choice % 3)),
        LaneVerb.StopOrStart => _isRunning ? StopAsync(inGoodOrder: step.Choice % 2 == 0) : StartAsync(),
        _ => DwellAsync(),
    };

    private WorkflowEvent EventOf(int trigger) => new(LaneWorkflows.TriggerOf(trigger), $"record-{_record++ % 5}");

    private async Task PublishAsync(int trigger, int count)
    {
        _owed += await InTimeAsync(CountPublishedAsync([.. Enumerable.Range(0, count + 1).Select(_ => EventOf(trigger))]), "PublishAsync");
    }

    private Task PublishBesideAsync(int trigger, int count)
    {
        WorkflowEvent[] events = [.. Enumerable.Range(0, count + 1).Select(_ => EventOf(trigger))];
        _publishing.Add(Task.Run(async () =>
        {
            int published = 0;
            foreach (WorkflowEvent one in events)
            {
                published += await CountPublishedAsync(one);
            }

            return published;
        }));
        return Task.CompletedTask;
    }

    private async Task<int> CountPublishedAsync(params WorkflowEvent[] events)
    {
        try
        {
            return (await _bed.Publisher.PublishAsync(events)).Count;
        }
        catch (RetryStoreException) when (_scene.IsStoreFaulty)
        {
            // The call failed before the store kept anything.
            return 0;
        }
    }

    private Task FailStoreAsync(int method, int calls)
    {
        _faults.FailNext(method, calls);
        return Task.CompletedTask;
    }

    private Task AnswerAsync(int destination, int choice)
    {
        // Half of the answers accept or hang: what fails often ends in a pause that hides the rest.
        LaneAnswer answer = _scene.IsTimeless
            ? (LaneAnswer)(choice % 3)
            : choice < 6 ? (LaneAnswer)(choice % 2) : (LaneAnswer)(choice % 6);
        _receiver.Answer(LaneWorkflows.HostOf(destination), answer);
        return Task.CompletedTask;
    }

    private async Task AdvanceAsync(TimeSpan time)
    {
        _advances++;
        _receiver.TimeOut(true);
        await RestAsync();
        _receiver.TimeOut(false);
        _bed.Clock.Advance(time);
    }

    /// <summary>Waits until nothing is pending that may begin, or running.</summary>
    private async Task RestAsync()
    {
        foreach (Task<int> publishing in _publishing)
        {
            _owed += await InTimeAsync(publishing, "PublishAsync beside others");
        }

        _publishing.Clear();
        await ReturnByHandAsync();
        if (_isRunning)
        {
            await InTimeAsync(_bed.Dispatcher.WaitUntilIdleAsync(), "WaitUntilIdleAsync");
        }
        else
        {
            _faults.End();
            await InTimeAsync(_bed.Dispatcher.ProcessDueAsync(), "ProcessDueAsync without a host");
        }

        _workflows.Watch();
    }

    private Task ProcessDueBesideAsync()
    {
        _disturbances++;
        _isShared = true;
        CancellationToken cancelled = _cancelByHand.Token;
        _byHand.Add(Task.Run(() => _bed.Dispatcher.ProcessDueAsync(cancelled), CancellationToken.None));
        return Task.CompletedTask;
    }

    private async Task ReturnByHandAsync()
    {
        foreach (Task byHand in _byHand)
        {
            try
            {
                await InTimeAsync(byHand, "ProcessDueAsync");
            }
            catch (Exception exception) when (exception is OperationCanceledException or RetryStoreException)
            {
                // Cancelled by a step, or the store failed: what it had claimed is settled, or comes back when its lease ends.
            }
        }

        _byHand.Clear();
    }

    private async Task CancelProcessDueAsync()
    {
        _disturbances++;
        await _cancelByHand.CancelAsync();
        await ReturnByHandAsync();
        _cancelByHand.Dispose();
        _cancelByHand = new CancellationTokenSource();
    }

    private async Task RedeliverAsync()
    {
        DeliveryPage page = await _bed.WakingHistory.SearchAsync(new DeliveryQuery { State = DeliveryState.Discarded });
        _owed += await _bed.WakingHistory.RedeliverAsync([.. page.Deliveries.Select(record => record.Delivery.EventId)]);
    }

    private async Task StartAsync()
    {
        _isRunning = true;
        await _bed.StartOnlyAsync();
    }

    private async Task StopAsync(bool inGoodOrder)
    {
        _disturbances++;
        _isRunning = false;
        Task stopping = _bed.StopAsync(new CancellationToken(canceled: !inGoodOrder));
        _receiver.TimeOut(inGoodOrder && !_scene.IsTimeless);
        if (inGoodOrder && _scene.IsTimeless)
        {
            AcceptAll();
        }

        await InTimeAsync(stopping, inGoodOrder ? "StopAsync" : "StopAsync without time");
        _receiver.TimeOut(false);
    }

    private static async Task DwellAsync()
    {
        for (int turn = 0; turn < 1_000; turn++)
        {
            await Task.Yield();
        }
    }

    private void AcceptAll()
    {
        for (int destination = 0; destination < LaneScene.Destinations; destination++)
        {
            _receiver.Answer(LaneWorkflows.HostOf(destination), LaneAnswer.Accept);
        }
    }

    private async Task EndAsync()
    {
        if (!_isRunning)
        {
            await StartAsync();
        }

        await _workflows.SaveAllAsync();
        AcceptAll();
        _faults.End();
        if (_scene.IsTimeless)
        {
            // Neither a look nor a clock helps: what was published must have been noticed.
            foreach (Task<int> publishing in _publishing)
            {
                _owed += await InTimeAsync(publishing, "PublishAsync beside others");
            }

            _publishing.Clear();
            await InTimeAsync(_bed.Store.WhenEndedAsync(_owed), "a delivery, although nothing waits for the clock,");
        }

        int idleRounds = 0;
        await RestAsync();
        while (await _bed.CountAsync() is not (0, 0))
        {
            int ended = _bed.Store.Ended;

            // Past the longest wait there is: that for a retry, or for the end of a lease of which a failed claim never told.
            _bed.Clock.Advance(_scene.IsStoreFaulty ? TimeSpan.FromMinutes(61) : TimeSpan.FromMinutes(5));
            if (!_workflows.HasRate() && !_scene.IsStoreFaulty)
            {
                await InTimeAsync(_bed.Store.WhenEndedAsync(_owed), "a delivery that is due, its destination answers,");
            }

            await RestAsync();
            idleRounds = _bed.Store.Ended > ended ? 0 : idleRounds + 1;
            Require(idleRounds < 5, $"deliveries are stuck while the clock moves: {_bed.Store.Ended} of {_owed} have ended");
        }

        await StopAsync(inGoodOrder: true);
    }

    private void Check()
    {
        int released = _bed.Store.Settled.Count(settlement => settlement.Kind == SettlementKind.Released);
        int claims = _bed.Store.CallsOf(nameof(IRetryStore.ClaimAsync));
        int attempts = _bed.Sender.Requests.Count;
        Require(_watch.Fault is null, _watch.Fault);
        Require(_bed.Store.Ended == _owed, $"each delivery ends once: {_owed} were published or redelivered, {_bed.Store.Ended} ended");
        Require(released <= MaxReleased || _scene.IsStoreFaulty, $"{released} deliveries were given back; at most {MaxReleased} may be");
        Require(claims <= MaxClaims(attempts), $"{claims} claims were made for {attempts} attempts; at most {MaxClaims(attempts)} may be");
    }

    private static void Require(bool holds, string? otherwise)
    {
        if (!holds)
        {
            throw new LaneFaultException(otherwise);
        }
    }

    /// <summary>
    /// A stop, a call of ProcessDueAsync and a change of the workflows may give back what is running and what was claimed ahead. A
    /// destination that pauses may give back what was claimed ahead for it, after as many attempts in a row as halve its window to one.
    /// Where a run by hand shares the slots with the host, both may claim for the slot that an attempt frees, and one of them gives back:
    /// once for an attempt, and never more.
    /// </summary>
    private int MaxReleased
    {
        get
        {
            int pauses = _receiver.Unreached / (1 + (int)Math.Log2(_scene.LaneLimit));
            int raced = _isShared ? _bed.Sender.Requests.Count : 0;
            return (2 * _scene.Slots * (_disturbances + _workflows.Changes - (2 * _scene.Workflows.Length)))
                + (_scene.LaneLimit * pauses)
                + raced;
        }
    }

    private int MaxClaims(int attempts) => 20 + (4 * (attempts + _owed + _advances + _workflows.Changes + _disturbances + _faults.Count));

    private async Task<T> InTimeAsync<T>(Task<T> task, string what)
    {
        await InTimeAsync((Task)task, what);
        return await task;
    }

    /// <summary>
    /// Waits for a task. Each call of the store that failed is followed by a pause, for whose end the clock may have to move: by 32
    /// seconds for each failed call, and no further, so that no lease ends before its attempt.
    /// </summary>
    private async Task WhilePausesEndAsync(Task task)
    {
        while (_scene.IsStoreFaulty && !task.IsCompleted && !_isOver)
        {
            await Task.WhenAny(task, Task.Delay(5));
            if (!task.IsCompleted && _pausesEnded < _faults.Count * 32)
            {
                _pausesEnded++;
                _bed.Clock.Advance(TimeSpan.FromSeconds(1));
            }
        }

        await task;
    }

    private async Task InTimeAsync(Task task, string what)
    {
        try
        {
            await WhilePausesEndAsync(task).WaitAsync(_patience);
        }
        catch (TimeoutException)
        {
            _isOver = true;
            (long waiting, long claimed) = await _bed.CountAsync();
            throw new LaneFaultException(
                $"{what} has not ended within {_patience}: {_bed.Store.Ended} of {_owed} deliveries have ended, " +
                $"{waiting} wait, {claimed} are claimed");
        }
    }
}
