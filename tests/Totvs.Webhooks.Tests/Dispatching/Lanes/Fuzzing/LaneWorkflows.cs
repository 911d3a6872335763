using Totvs.Webhooks.Tests.Support;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Tests.Dispatching.Lanes.Fuzzing;

/// <summary>The workflows of a scene as they are now.</summary>
internal sealed class LaneWorkflows
{
    private readonly IWorkflowStore _store;
    private readonly LaneScene _scene;
    private readonly LimitWatch _watch;
    private readonly Workflow[] _workflows;
    private readonly bool[] _isThere;

    public LaneWorkflows(IWorkflowStore store, LaneScene scene, LimitWatch watch)
    {
        _store = store;
        _scene = scene;
        _watch = watch;
        _workflows = [.. scene.Workflows.Select(Create)];
        _isThere = [.. _workflows.Select(_ => true)];
    }

    /// <summary>How often a change took effect: each may give back what was claimed before it.</summary>
    public int Changes { get; private set; }

    public static Trigger TriggerOf(int number) =>
        (number % LaneScene.Triggers) == 0 ? CrmTriggers.OpportunityWon : CrmTriggers.LeadCreated;

    public static string HostOf(int destination) => $"d{destination % LaneScene.Destinations}.example.com";

    /// <summary>Saves all, as active ones.</summary>
    public async Task SaveAllAsync()
    {
        for (int number = 0; number < _workflows.Length; number++)
        {
            await ChangeAsync(number, workflow => workflow with { IsActive = true });
        }
    }

    public Task MoveUrlAsync(int number, int destination) =>
        ChangeActionAsync(number, action => action with { Url = UrlOf(number % _workflows.Length, destination) });

    public Task ChangeLimitAsync(int number, int limit) =>
        ChangeActionAsync(number, action => action with { MaxConcurrentAttempts = limit == 0 ? null : limit });

    public Task ChangeRateAsync(int number, double? rate) =>
        ChangeActionAsync(number, action => action with { MaxAttemptsPerSecond = rate });

    public Task ChangeActiveAsync(int number) => ChangeAsync(number, workflow => workflow with { IsActive = !workflow.IsActive });

    public async Task RemoveOrBringBackAsync(int number)
    {
        int index = number % _workflows.Length;
        if (_isThere[index])
        {
            _watch.Loosen(PathOf(index), limit: 0);
            Changes++;
            _isThere[index] = false;
            await _store.DeleteAsync(_workflows[index].Id);
        }
        else
        {
            await ChangeAsync(index, workflow => workflow);
        }
    }

    /// <summary>Has the limits watched that hold now. Nothing has a slot at this moment.</summary>
    public void Watch()
    {
        var rates = new Dictionary<string, double?>();
        for (int destination = 0; destination < LaneScene.Destinations; destination++)
        {
            rates[HostOf(destination)] = Rates(HostOf(destination)).Min() ?? _scene.Rate;
        }

        _watch.Set(
            _workflows.ToDictionary(workflow => workflow.Action.Url.AbsolutePath, workflow => workflow.Action.MaxConcurrentAttempts),
            rates);
    }

    /// <summary>Whether the attempts to some destination are paced.</summary>
    public bool HasRate() => _scene.Rate is not null || _workflows.Any(workflow => workflow.Action.MaxAttemptsPerSecond is not null);

    private static string PathOf(int index) => $"/w{index}";

    private static Uri UrlOf(int index, int destination) => new($"https://{HostOf(destination)}{PathOf(index)}");

    private static Workflow Create(LaneWorkflow plan, int index) => new()
    {
        Id = new Guid(index + 1, 0, 0, new byte[8]),
        Name = $"workflow {index}",
        Trigger = TriggerOf(plan.Trigger),
        Action = new WebhookAction
        {
            Url = UrlOf(index, plan.Destination),
            MaxConcurrentAttempts = plan.Limit,
            MaxAttemptsPerSecond = plan.Rate,
            OrderedByRecord = plan.IsOrdered,
        },
    };

    private IEnumerable<double?> Rates(string host) => _workflows
        .Where((workflow, index) => _isThere[index] && workflow.Action.Url.Host == host)
        .Select(workflow => workflow.Action.MaxAttemptsPerSecond);

    private Task ChangeActionAsync(int number, Func<WebhookAction, WebhookAction> change) =>
        ChangeAsync(number, workflow => workflow with { Action = change(workflow.Action) });

    private async Task ChangeAsync(int number, Func<Workflow, Workflow> change)
    {
        int index = number % _workflows.Length;
        Workflow changed = change(_workflows[index]);
        _watch.Loosen(PathOf(index), changed.Action.MaxConcurrentAttempts);
        Changes++;
        (_workflows[index], _isThere[index]) = (changed, true);
        await _store.SaveAsync(changed);
    }
}
