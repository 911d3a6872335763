namespace Totvs.Webhooks.Tests.Dispatching.Lanes.Fuzzing;

/// <summary>A step of a scene.</summary>
/// <param name="Verb">What it does.</param>
/// <param name="Target">To which workflow, destination or trigger, counted round.</param>
/// <param name="Choice">How, counted round.</param>
internal sealed record LaneStep(LaneVerb Verb, int Target, int Choice)
{
    public override string ToString() => $"{Verb}({Target}, {Choice})";
}
