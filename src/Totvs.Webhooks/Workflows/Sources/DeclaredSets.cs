using Totvs.Webhooks.Workflows.Definitions;

namespace Totvs.Webhooks.Workflows.Sources;

/// <summary>
/// What each source of declared workflows holds by its last valid reading, and what of it is in force. The two differ while a set has the
/// id of a workflow of another source, as when a workflow moves from one file to another and the files are not read at the same moment.
/// Not for several threads.
/// </summary>
internal sealed class DeclaredSets
{
    private readonly IReadOnlyList<Workflow> _code;
    private readonly HashSet<Guid> _idsOfCode;
    private readonly IReadOnlyList<Workflow>[] _inForce;
    private readonly IReadOnlyList<Workflow>[] _offered;

    /// <param name="code">The workflows of code, which are always in force.</param>
    /// <param name="sources">How many sources there are.</param>
    public DeclaredSets(IReadOnlyList<Workflow> code, int sources)
    {
        _code = code;
        _idsOfCode = [.. code.Select(workflow => workflow.Id)];
        _inForce = CreateSets(sources);
        _offered = CreateSets(sources);
    }

    /// <summary>The set of a source that is in force.</summary>
    public IReadOnlyList<Workflow> Of(int index) => _inForce[index];

    /// <summary>All workflows in force.</summary>
    public IReadOnlyList<Workflow> InForce() => Joined(_inForce);

    /// <summary>Puts the first set of a source into force.</summary>
    /// <exception cref="WorkflowDefinitionException">A workflow of the set has the id of one that was there before.</exception>
    public void Start(int index, IReadOnlyList<Workflow> read)
    {
        DuplicateIds.ThrowIfAny(IdsWithout(_inForce, index), read);
        _inForce[index] = _offered[index] = read;
    }

    /// <summary>Notes what was read from a source.</summary>
    /// <returns>Whether it differs from what was read before, or is not in force yet.</returns>
    public bool Offer(int index, IReadOnlyList<Workflow> read)
    {
        if (read.SequenceEqual(_inForce[index]))
        {
            // The source is as it was: what was offered meanwhile is withdrawn. Another set may have waited for that.
            bool wasOther = !ReferenceEquals(_offered[index], _inForce[index]);
            _offered[index] = _inForce[index];
            return wasOther || Waiting().Any();
        }

        _offered[index] = read;
        return true;
    }

    /// <summary>
    /// Which sources' offered sets can be put into force together: all that are pending, where each id occurs once then; otherwise the
    /// set of the changed source if it fits what is in force, and then each other that fits what is in force by then.
    /// </summary>
    /// <param name="changed">The source that changed last.</param>
    /// <param name="all">All workflows as they are in force then.</param>
    public IReadOnlyList<int> Resolve(int changed, out IReadOnlyList<Workflow> all)
    {
        int[] waiting = [.. Waiting()];
        if (HasNoDuplicates(_offered))
        {
            all = Joined(_offered);
            return waiting;
        }

        var taken = new List<int>();
        IReadOnlyList<Workflow>[] sets = [.. _inForce];
        List<int> left = [.. waiting.OrderBy(index => index != changed)];
        bool isProgress = true;
        while (isProgress)
        {
            // One that did not fit may fit once another has let go of an id.
            int next = left.FindIndex(index => Fits(sets, index));
            isProgress = next >= 0;
            if (isProgress)
            {
                sets[left[next]] = _offered[left[next]];
                taken.Add(left[next]);
                left.RemoveAt(next);
            }
        }

        all = Joined(sets);
        return taken;
    }

    /// <summary>Puts the offered sets of these sources into force.</summary>
    public void Take(IReadOnlyList<int> taken)
    {
        foreach (int index in taken)
        {
            _inForce[index] = _offered[index];
        }
    }

    /// <summary>Why the offered set of a source is not in force; <see langword="null"/> when it is.</summary>
    public WorkflowDefinitionException? ConflictOf(int index)
    {
        if (ReferenceEquals(_offered[index], _inForce[index]))
        {
            return null;
        }

        try
        {
            DuplicateIds.ThrowIfAny(IdsWithout(_inForce, index), _offered[index]);
            return null;
        }
        catch (WorkflowDefinitionException exception)
        {
            return exception;
        }
    }

    private static IReadOnlyList<Workflow>[] CreateSets(int count) => [.. Enumerable.Repeat<IReadOnlyList<Workflow>>([], count)];

    private IEnumerable<int> Waiting() =>
        Enumerable.Range(0, _inForce.Length).Where(index => !ReferenceEquals(_offered[index], _inForce[index]));

    private Workflow[] Joined(IReadOnlyList<Workflow>[] sets) => [.. _code, .. sets.SelectMany(set => set)];

    private HashSet<Guid> IdsWithout(IReadOnlyList<Workflow>[] sets, int without) =>
        [.. _idsOfCode, .. sets.Where((_, index) => index != without).SelectMany(set => set).Select(workflow => workflow.Id)];

    private bool Fits(IReadOnlyList<Workflow>[] sets, int index)
    {
        IReadOnlyList<Workflow>[] tried = [.. sets];
        tried[index] = _offered[index];
        return HasNoDuplicates(tried);
    }

    private bool HasNoDuplicates(IReadOnlyList<Workflow>[] sets)
    {
        HashSet<Guid> ids = [.. _idsOfCode];
        return sets.All(set => set.All(workflow => ids.Add(workflow.Id)));
    }
}
