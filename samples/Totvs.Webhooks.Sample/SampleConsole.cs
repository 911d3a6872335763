using Spectre.Console;

namespace Totvs.Webhooks.Sample;

/// <summary>Creates the console: colours and live display in a terminal, plain lines anywhere else.</summary>
internal static class SampleConsole
{
    private const int PlainWidth = 250;

    /// <summary>Creates the console for standard output as it is.</summary>
    public static IAnsiConsole Create()
    {
        if (!Console.IsOutputRedirected)
        {
            return AnsiConsole.Console;
        }

        // Without this, a build server's environment would turn colours on, and lines would be cut at 80 characters.
        IAnsiConsole plain = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        plain.Profile.Width = PlainWidth;
        return plain;
    }
}
