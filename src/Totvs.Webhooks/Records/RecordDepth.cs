using System.Runtime.InteropServices;
using System.Text.Json;

namespace Totvs.Webhooks.Records;

/// <summary>How deep a JSON value is.</summary>
internal static class RecordDepth
{
    public static bool Fits(JsonElement element, int levels)
    {
        if (element.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
        {
            return true;
        }

        if (levels < 1)
        {
            return false;
        }

        var options = new JsonReaderOptions { MaxDepth = levels, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
        var reader = new Utf8JsonReader(JsonMarshal.GetRawUtf8Value(element), options);
        try
        {
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            // The element was parsed before: only its depth can be wrong.
            return false;
        }
    }
}
