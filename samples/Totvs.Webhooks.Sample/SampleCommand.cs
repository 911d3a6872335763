using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Microsoft.Extensions.Options;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Sample;

/// <summary>The command line: its options, their help, and the exit code for wrong ones.</summary>
internal static class SampleCommand
{
    private const string Description =
        """
        Reports CRM events to Totvs.Webhooks and delivers the webhooks of the workflows they run to a receiver on this machine, some
        of whose routes fail on purpose. Ends with a table and a line of totals.

        Exit codes: 0 every delivery has ended and none is lost; 1 something is lost or pending, a line of the events file is
        broken, or the run was stopped; 2 the run could not begin or continue.
        """;

    private static readonly Option<string?> Events = new("--events")
    {
        Description = "The events to publish, one JSON object a line. Default: crm-events.jsonl of the sample.",
        HelpName = "FILE",
    };

    private static readonly Option<string?> Workflows = new("--workflows")
    {
        Description = "The workflows to run. Default: workflows.json of the sample.",
        HelpName = "FILE",
    };

    private static readonly Option<Uri?> Url = new("--url")
    {
        Description =
            "Sends every webhook to this URL instead of to the local receiver. Deliveries are then counted by their answers, on this side.",
        HelpName = "URL",
        CustomParser = ReadUrl,
    };

    private static readonly Option<StoreKind> Store = new("--store")
    {
        Description =
            "Where deliveries wait. sqlite, the default: in a file, so that a run which was stopped or killed is finished by the next. " +
            "memory: in this process, gone when it ends.",
        HelpName = "sqlite|memory",
    };

    private static readonly Option<string?> Database = new("--database")
    {
        Description = "The file of --store sqlite. Default: webhooks-sample.db in the current directory.",
        HelpName = "FILE",
    };

    private static readonly Option<bool> Verbose = new("--verbose")
    {
        Description = "Prints each request that the local receiver gets, and the library's log.",
    };

    private static readonly Option<string?> Explain = new("--explain")
    {
        Description = "Sends nothing, but says why each workflow runs or does not run for this line of the events file, such as E0001.",
        HelpName = "EVENT_ID",
    };

    /// <summary>Reads the command line and runs the sample, or prints the help or what is wrong.</summary>
    public static async Task<int> RunAsync(string[] arguments, Func<SampleOptions, Task<int>> run)
    {
        RootCommand command = new(Description) { Events, Workflows, Url, Store, Database, Verbose, Explain };
        command.SetAction((result, _) => RunOrFailAsync(run, OptionsOf(result)));

        ParseResult result = command.Parse(arguments);
        if (result.Action is ParseErrorAction wrongOptions)
        {
            wrongOptions.ShowHelp = false;
        }

        // Ctrl+C belongs to the generic host: it stops the dispatcher in good order.
        int exitCode = await result.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
        return result.Errors.Count == 0 ? exitCode : ExitCode.Failed;
    }

    private static async Task<int> RunOrFailAsync(Func<SampleOptions, Task<int>> run, SampleOptions options)
    {
        try
        {
            return await run(options);
        }
        catch (Exception failure) when (failure
            is IOException
            or UnauthorizedAccessException
            or WorkflowDefinitionException
            or OptionsValidationException
            or RetryStoreException)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return ExitCode.Failed;
        }
    }

    private static SampleOptions OptionsOf(ParseResult result) => new()
    {
        EventsPath = result.GetValue(Events) ?? Path.Combine(AppContext.BaseDirectory, "crm-events.jsonl"),
        WorkflowsPath = result.GetValue(Workflows) ?? Path.Combine(AppContext.BaseDirectory, "workflows.json"),
        Url = result.GetValue(Url),
        Store = result.GetValue(Store),
        DatabasePath = Path.GetFullPath(result.GetValue(Database) ?? "webhooks-sample.db"),
        IsVerbose = result.GetValue(Verbose),
        Explain = result.GetValue(Explain),
    };

    private static Uri? ReadUrl(ArgumentResult argument)
    {
        string text = argument.Tokens[0].Value;
        if (Uri.TryCreate(text, UriKind.Absolute, out Uri? url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps))
        {
            return url;
        }

        argument.AddError($"--url '{text}' is not an absolute http or https URL, such as http://127.0.0.1:8080/hooks.");
        return null;
    }
}
