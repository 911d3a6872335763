using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Definitions;

namespace Totvs.Webhooks.Sqlite.Catalog;

/// <summary>
/// Reads what a row keeps of a workflow. What cannot be read is an answer and no exception: one such row must not stop the others. A
/// definition holds its
/// workflow's id, encrypted with the rest, and so is bound to its row: one that was moved from another row is refused.
/// </summary>
internal sealed class DefinitionReader(ISecretProtector? protector)
{
    public const string ProtectedPrefix = "protected:";

    private static readonly JsonDocumentOptions AsDefinitionsAreRead = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = WorkflowReader.DeepestNesting,
    };

    public string Write(Workflow workflow)
    {
        string json = Encoding.UTF8.GetString(WorkflowWriter.Write([workflow], includeSecrets: true));
        return protector is null ? json : ProtectedPrefix + protector.Protect(json);
    }

    public StoredRow Read(Guid id, string name, string definition)
    {
        string json;
        try
        {
            json = Unprotect(definition);
        }
        catch (Exception exception)
        {
            // The words of a protector of the host's own may hold what it was given.
            string cause = exception is CryptographicException
                ? exception.Message
                : $"{protector?.GetType().Name} threw {exception.GetType().Name}.";
            return Lost(
                id,
                name,
                $"It cannot be decrypted: {cause} Give the host the keys it was saved with, save the workflow again, or delete it.",
                exception);
        }

        try
        {
            return Bound(id, name, WorkflowReader.Read(Encoding.UTF8.GetBytes(json)));
        }
        catch (WorkflowDefinitionException exception) when (exception.Errors.All(error => error.Place == "timeZone"))
        {
            return Zoneless(id, name, json, exception);
        }
        catch (Exception exception)
        {
            return Unreadable(id, name, exception);
        }
    }

    private static StoredRow Bound(Guid id, string name, IReadOnlyList<Workflow> read) => read switch
    {
        [{ HasOwnId: true } workflow] when workflow.Id != id => Lost(
            id,
            name,
            $"Its definition is that of the workflow {workflow.Id}, so it was moved here from another row. " +
            "Save the workflow again, or restore the file from a backup."),
        [{ } workflow] => new StoredRow(workflow.HasOwnId ? workflow : workflow with { Id = id }, OutOfForce: null, Cause: null),
        _ => Lost(id, name, $"Its definition holds {read.Count} workflows, and must hold one. Save the workflow again, or delete it."),
    };

    /// <summary>Its conditions cannot be judged on this machine, but its call can be made: what is queued for it goes on.</summary>
    private static StoredRow Zoneless(Guid id, string name, string json, WorkflowDefinitionException exception)
    {
        StoredRow row;
        try
        {
            JsonNode root = JsonNode.Parse(json, documentOptions: AsDefinitionsAreRead)!;
            root["workflows"]![0]!.AsObject().Remove("timeZone");
            row = Bound(id, name, WorkflowReader.Read(Encoding.UTF8.GetBytes(root.ToJsonString())));
        }
        catch (Exception other)
        {
            // Such as a zone that is named twice: more is wrong with the row than its zone.
            return Unreadable(id, name, other is WorkflowDefinitionException ? other : exception);
        }

        if (row.Workflow is null)
        {
            return row;
        }

        string reason =
            $"{exception.Message} Install the system's time zone data on this machine, such as the package tzdata, and start the host again; " +
            "or save the workflow with a zone that it knows.";
        return new StoredRow(null, new OutOfForceWorkflow(id, name, reason) { Callable = row.Workflow }, exception);
    }

    private static StoredRow Unreadable(Guid id, string name, Exception exception)
    {
        string cause = exception is WorkflowDefinitionException ? exception.Message : exception.GetType().Name;
        return Lost(
            id,
            name,
            $"This version cannot read it: {cause} Update the package to the version that saved it, save the workflow again, or delete it.",
            exception);
    }

    private static StoredRow Lost(Guid id, string name, string reason, Exception? cause = null) =>
        new(null, new OutOfForceWorkflow(id, name, reason), cause);

    private string Unprotect(string definition)
    {
        if (!definition.StartsWith(ProtectedPrefix, StringComparison.Ordinal))
        {
            return definition;
        }

        return protector is null
            ? throw new CryptographicException("it is encrypted, and no ISecretProtector is registered.")
            : protector.Unprotect(definition[ProtectedPrefix.Length..]);
    }
}
