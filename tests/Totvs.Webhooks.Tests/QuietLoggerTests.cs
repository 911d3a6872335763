using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NUnit.Framework;
using Totvs.Webhooks.Diagnostics;
using Totvs.Webhooks.Dispatching;
using Totvs.Webhooks.Sending;
using Totvs.Webhooks.Sending.Clients;
using Totvs.Webhooks.Tests.Support;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Tests;

/// <summary>Every logger that the library uses is one that throws nothing.</summary>
public sealed partial class QuietLoggerTests
{
    [Test]
    public async Task Every_logger_that_the_services_of_a_host_hold_is_quiet()
    {
        var services = new ServiceCollection();
        services.AddTotvsWebhooks(webhooks => webhooks
            .UseInMemoryStore()
            .Configure(options => options.Sending.AllowLoopback = true)
            .AddWorkflow(WebhookTestBed.WorkflowTo("http://127.0.0.1:9/hooks")));
        await using ServiceProvider host = services.BuildServiceProvider();
        await host.GetRequiredService<IWebhookPublisher>().PublishAsync(new WorkflowEvent(CrmTriggers.OpportunityWon, "opportunity-1"));
        host.GetRequiredService<ClientHandlers>().Prepare();

        IReadOnlyDictionary<string, Type> loggers = LoggersInUse.Find(host, services);

        Assert.That(loggers.Where(logger => !IsQuiet(logger.Value)).Select(logger => logger.Key), Is.Empty);
        Assert.That(loggers.Keys, Has.Some.StartsWith($"{typeof(HttpWebhookSender).FullName}."), "loggers in fields are found");
        Assert.That(loggers.Keys, Has.Some.StartsWith($"{typeof(WebhookDispatcher).FullName}."), "loggers in fields are found");
        Assert.That(
            loggers.Keys,
            Has.Some.StartsWith($"{typeof(ClientHandlers).FullName}._platform's factory"),
            "Microsoft's HTTP client code logs on the library's behalf");
    }

    [Test]
    public void Raw_logger_in_a_service_is_found()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<RawLoggerHolder>();
        using ServiceProvider host = services.BuildServiceProvider();

        Assert.That(LoggersInUse.Find(host, services).Values.Where(type => !IsQuiet(type)), Is.Not.Empty);
    }

    [Test]
    public void No_service_is_created_by_the_container_with_a_raw_logger()
    {
        var services = new ServiceCollection();
        services.AddTotvsWebhooks();

        Assert.That(
            services
                .Select(service => service.IsKeyedService ? service.KeyedImplementationType : service.ImplementationType)
                .Where(type => type is not null && type.Assembly == typeof(IWebhookPublisher).Assembly && TakesARawLogger(type)),
            Is.Empty,
            "the container would hand it the host's own logger");
    }

    [Test]
    public void No_public_member_takes_a_logger() =>
        Assert.That(
            typeof(IWebhookPublisher).Assembly.GetExportedTypes()
                .SelectMany(type => type.GetMembers().OfType<MethodBase>())
                .Where(member => member.GetParameters().Any(parameter => IsRawLogger(parameter.ParameterType)))
                .Select(member => $"{member.DeclaringType}.{member.Name}"),
            Is.Empty,
            "a caller could pass one that throws");

    [Test]
    public void Loggers_of_the_host_are_taken_only_where_they_are_made_quiet()
    {
        string[] strays = [.. Directory.EnumerateFiles(SourceDirectory(), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Contains("obj"))
            .Where(path => Path.GetFileName(path) is not ("QuietLogger.cs" or "QuietLoggerFactory.cs"))
            .Where(path => TakesALogger().IsMatch(File.ReadAllText(path)))
            .Select(path => Path.GetFileName(path))];

        Assert.That(strays, Is.Empty);
    }

    [TestCase("provider.GetRequiredService<ILogger<Worker>>()")]
    [TestCase("provider.GetService<ILogger>()")]
    [TestCase("provider.GetRequiredKeyedService<ILoggerFactory>(key)")]
    [TestCase("(ILogger<Worker>)provider.GetService(typeof(ILogger<Worker>))!")]
    [TestCase("factory.CreateLogger<Worker>()")]
    [TestCase("LoggerFactory.Create(_ => { })")]
    [TestCase("new Logger<Worker>(factory)")]
    [TestCase("ActivatorUtilities.CreateInstance<Worker>(provider)")]
    public void Code_that_takes_a_raw_logger_is_recognised(string code) => Assert.That(TakesALogger().IsMatch(code), Is.True);

    private static bool IsQuiet(Type type) => type.IsAssignableTo(typeof(QuietLogger)) || type == typeof(QuietLoggerFactory);

    private static bool TakesARawLogger(Type type) =>
        type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Any(constructor => constructor.GetParameters().Any(parameter => IsRawLogger(parameter.ParameterType)));

    private static bool IsRawLogger(Type type) =>
        type.IsInterface && (type.IsAssignableTo(typeof(ILogger)) || type == typeof(ILoggerFactory) || type == typeof(ILoggerProvider));

    // Not by the path of this file, which a deterministic build replaces.
    private static string SourceDirectory()
    {
        DirectoryInfo? directory = new(TestContext.CurrentContext.TestDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "Totvs.Webhooks.sln")))
        {
            directory = directory.Parent;
        }

        return Path.Combine(directory!.FullName, "src");
    }

    [GeneratedRegex(@"Get(Required)?(Keyed)?Services?<ILogger|typeof\(ILogger|ILoggerFactory|\bLoggerFactory|\.CreateLogger|new Logger<|ActivatorUtilities")]
    private static partial Regex TakesALogger();

    private sealed class RawLoggerHolder(ILogger<RawLoggerHolder> logger)
    {
        public ILogger Logger { get; } = logger;
    }
}
