using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Sample;

/// <summary>A file of events, one JSON object a line. A broken line does not stop the others.</summary>
internal sealed record EventFile(IReadOnlyList<SampleEvent> Events, IReadOnlyList<BrokenLine> BrokenLines)
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="findTrigger">Finds the trigger of a code, or returns null.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static EventFile Read(string path, Func<string, Trigger?> findTrigger)
    {
        EventLineReader reader = new(findTrigger);
        List<SampleEvent> events = [];
        List<BrokenLine> brokenLines = [];

        int number = 0;
        foreach (string line in File.ReadLines(path))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            try
            {
                events.Add(reader.Read(line, number));
            }
            catch (FormatException broken)
            {
                brokenLines.Add(new BrokenLine(number, broken.Message));
            }
        }

        return new EventFile(events, brokenLines);
    }
}
