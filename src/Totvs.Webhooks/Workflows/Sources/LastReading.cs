using System.Security.Cryptography;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Workflows.Sources;

/// <summary>
/// The last valid reading of a source. A source is read where the host adds it, when the host starts and after each sign of a change; as
/// long as its text and the triggers are the same, it is neither parsed nor validated again.
/// </summary>
internal sealed class LastReading
{
    private readonly TriggerCatalog _triggers;
    private volatile Reading? _last;

    public LastReading(TriggerCatalog triggers) => _triggers = triggers;

    /// <summary>The workflows of a text: those of the last reading, or what reading it returns.</summary>
    /// <exception cref="WorkflowDefinitionException">Anything in the text is not valid.</exception>
    public IReadOnlyList<Workflow> Read(ReadOnlySpan<byte> text, Func<IReadOnlyList<Workflow>> read)
    {
        byte[] hash = SHA256.HashData(text);
        int version = _triggers.Version;
        if (_last is { } last && last.TriggerVersion == version && last.Hash.AsSpan().SequenceEqual(hash))
        {
            return last.Workflows;
        }

        IReadOnlyList<Workflow> workflows = read();
        _last = new Reading(hash, version, workflows);
        return workflows;
    }

    private sealed record Reading(byte[] Hash, int TriggerVersion, IReadOnlyList<Workflow> Workflows);
}
