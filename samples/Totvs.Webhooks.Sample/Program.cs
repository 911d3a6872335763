using System.Text;
using Totvs.Webhooks.Sample;

// Start reading in SampleRun.cs, which shows one run; WebhooksHost.cs is the part to copy into an application.
Console.OutputEncoding = Encoding.UTF8;
return await SampleCommand.RunAsync(args, options => options.Explain is null
    ? new SampleRun(options, SampleConsole.Create()).RunAsync()
    : new ExplainRun(options, SampleConsole.Create()).RunAsync());
