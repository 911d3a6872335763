namespace Totvs.Webhooks.Workflows.Conditions;

/// <summary>Something that must be true of a record for a workflow to run; a tree of all, any, not over conditions on fields.</summary>
public abstract record Condition
{
    private protected Condition()
    {
    }
}
