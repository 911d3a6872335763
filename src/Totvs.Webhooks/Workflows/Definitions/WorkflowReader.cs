using System.Buffers;
using System.Text;
using System.Text.Json;
using Totvs.Webhooks.Conditions.Json;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Workflows.Definitions;

/// <summary>
/// Reads sets of workflows from JSON, in the form of <c>docs/workflow.schema.json</c>. Comments and trailing commas are allowed; unknown
/// properties are refused.
/// </summary>
public static class WorkflowReader
{
    internal const int MaxNesting = 256;

    /// <summary>Reads a set of workflows.</summary>
    /// <param name="utf8Json">The JSON, as UTF-8, with or without a byte order mark.</param>
    /// <param name="triggers">The triggers it may name. Default: those of TOTVS CRM.</param>
    /// <returns>The workflows, in the order of the JSON.</returns>
    /// <exception cref="WorkflowDefinitionException">
    /// Anything in it is not valid; the exception names every fault with its workflow, place, line, column and remedy.
    /// </exception>
    public static IReadOnlyList<Workflow> Read(ReadOnlyMemory<byte> utf8Json, TriggerCatalog? triggers = null)
    {
        if (utf8Json.Span.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            utf8Json = utf8Json[3..];
        }

        RefuseOtherEncodings(utf8Json.Span);
        using JsonDocument document = Parse(utf8Json);
        var reader = new WorkflowSetReader(triggers ?? new TriggerCatalog());
        IReadOnlyList<Workflow> workflows = reader.Read(document.RootElement);
        if (reader.Errors.Count == 0)
        {
            return workflows;
        }

        var positions = new JsonPositions(
            utf8Json.Span,
            new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = MaxNesting });
        throw new WorkflowDefinitionException([.. reader.Errors.Select(found => WithPosition(found.Index, found.Error, positions))]);
    }

    /// <summary>Reads a set of workflows from a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="triggers">The triggers it may name. Default: those of TOTVS CRM.</param>
    /// <returns>The workflows, in the order of the file.</returns>
    /// <exception cref="WorkflowDefinitionException">
    /// Anything in it is not valid; the exception names every fault with its workflow, place, line, column and remedy.
    /// </exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static IReadOnlyList<Workflow> ReadFile(string path, TriggerCatalog? triggers = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return Read(File.ReadAllBytes(path), triggers);
    }

    /// <summary>
    /// The parser would replace such bytes by a replacement character, and a condition would compare with a string that is in no record.
    /// </summary>
    private static void RefuseOtherEncodings(ReadOnlySpan<byte> text)
    {
        int offset = 0;
        while (offset < text.Length)
        {
            if (Rune.DecodeFromUtf8(text[offset..], out _, out int length) != OperationStatus.Done)
            {
                (long line, long column) = JsonPositions.PositionOf(text, offset);
                throw new WorkflowDefinitionException(
                [
                    new WorkflowDefinitionError(
                        "(the set)",
                        "the text",
                        "is not UTF-8 from here on; save it in the encoding UTF-8.") { Line = line, Column = column },
                ]);
            }

            offset += length;
        }
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> utf8Json)
    {
        try
        {
            return JsonDocument.Parse(
                utf8Json,
                new JsonDocumentOptions
                {
                    AllowTrailingCommas = true,
                    CommentHandling = JsonCommentHandling.Skip,
                    MaxDepth = MaxNesting,
                });
        }
        catch (JsonException exception)
        {
            // The message of the parser may repeat the JSON, and that may be a secret.
            (long line, long column) = JsonPositions.PositionOf(
                utf8Json.Span,
                exception.LineNumber ?? 0,
                exception.BytePositionInLine ?? 0);
            throw new WorkflowDefinitionException(
            [
                new WorkflowDefinitionError(
                    "(the set)",
                    "the text",
                    "is not JSON from here on; look for a comma, quote or bracket that is missing or too many just before.")
                {
                    Line = line,
                    Column = column,
                },
            ]);
        }
    }

    private static WorkflowDefinitionError WithPosition(int index, WorkflowDefinitionError error, JsonPositions positions)
    {
        (long line, long column) = positions.Find(WorkflowSetReader.PlaceOf(index, error));
        return error with { Line = line, Column = column };
    }
}
