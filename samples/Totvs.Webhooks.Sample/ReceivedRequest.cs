namespace Totvs.Webhooks.Sample;

/// <summary>A request as the local receiver got it, and the answer it gave.</summary>
/// <param name="Target">The URL it was sent to.</param>
/// <param name="Headers">Its headers.</param>
/// <param name="Body">Its body.</param>
/// <param name="Attempt">How many times this event has come, this time included.</param>
/// <param name="Status">The status of the answer, or <see langword="null"/> for none.</param>
internal sealed record ReceivedRequest(
    string Target, IReadOnlyList<KeyValuePair<string, string>> Headers, string Body, int Attempt, int? Status)
{
    /// <summary>The request as printed.</summary>
    public string ToText()
    {
        string answer = Status is { } status ? $"answered {status}" : "left without an answer";
        return string.Join(
            Environment.NewLine,
            [
                $"POST {Target} · time {Attempt} for this event · {answer}",
                .. Headers.Select(header => $"     {header.Key}: {header.Value}"),
                $"     {Body}",
            ]);
    }
}
