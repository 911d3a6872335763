using System.Buffers;
using System.Text.Json;

namespace Totvs.Webhooks.Records;

/// <summary>Takes the JSON of a record, up to a size: an endless sequence would fill the memory otherwise.</summary>
internal sealed class RecordBuffer : IBufferWriter<byte>
{
    private const int MaxMebibytes = 64;
    private readonly ArrayBufferWriter<byte> _buffer = new();

    /// <summary>The place of what is being written, where it is known.</summary>
    public string Place { get; set; } = "";

    public void Advance(int count) => _buffer.Advance(count);

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        ThrowIfFull();
        return _buffer.GetMemory(sizeHint);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        ThrowIfFull();
        return _buffer.GetSpan(sizeHint);
    }

    /// <summary>Reads what was written; elements of a document that allowed comments and trailing commas may hold them.</summary>
    public JsonElement Parse(int maxDepth) => JsonElement.Parse(
        _buffer.WrittenSpan,
        new JsonDocumentOptions { MaxDepth = maxDepth, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });

    private void ThrowIfFull()
    {
        if (_buffer.WrittenCount > MaxMebibytes * 1_048_576)
        {
            string place = Place.Length == 0 ? "The record" : $"With the value at '{Place}', the record";
            throw new ArgumentException($"{place} is larger than {MaxMebibytes} MiB as JSON; pass the fields that conditions ask for.");
        }
    }
}
