using System.Reflection;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NUnit.Framework;
using Totvs.Webhooks.Contracts.Workflows;
using Totvs.Webhooks.DataProtection;
using Totvs.Webhooks.Diagnostics;
using Totvs.Webhooks.Sqlite.Tests.Support;
using Totvs.Webhooks.Sqlite.Writing;
using Totvs.Webhooks.Tests.Support;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Sqlite.Tests;

/// <summary>Every logger that the SQLite and Data Protection packages use is one that throws nothing.</summary>
public sealed class QuietLoggerTests
{
    [Test]
    public async Task Every_logger_that_the_stores_and_the_protector_hold_is_quiet()
    {
        using var directory = new TemporaryDirectory();
        ServiceCollection services = Services(directory);
        await using ServiceProvider host = services.BuildServiceProvider();
        await host.GetRequiredService<IWebhookPublisher>().PublishAsync(new WorkflowEvent(CrmTriggers.OpportunityWon, "opportunity-1"));
        await host.GetRequiredService<IWorkflowStore>().SaveAsync(SomeWorkflow.New());

        IReadOnlyDictionary<string, Type> loggers = LoggersInUse.Find(host, services);

        Assert.That(loggers.Where(logger => !IsQuiet(logger.Value)).Select(logger => logger.Key), Is.Empty);
        Assert.That(loggers.Keys, Has.Some.StartsWith($"{typeof(SqliteWriterLog).FullName}."), "the writer's own logger wraps a quiet one");
    }

    [Test]
    public void No_service_is_created_by_the_container_with_a_raw_logger()
    {
        using var directory = new TemporaryDirectory();
        Assembly[] packages = [typeof(SqliteOptions).Assembly, typeof(DataProtectionSecretProtector).Assembly];

        Assert.That(
            Services(directory)
                .Select(service => service.IsKeyedService ? service.KeyedImplementationType : service.ImplementationType)
                .Where(type => type is not null && packages.Contains(type.Assembly))
                .SelectMany(type => type!.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
                .SelectMany(constructor => constructor.GetParameters())
                .Where(parameter => parameter.ParameterType.IsInterface && parameter.ParameterType.IsAssignableTo(typeof(ILogger)))
                .Select(parameter => parameter.Member.DeclaringType!.FullName),
            Is.Empty,
            "the container would hand it the host's own logger");
    }

    private static ServiceCollection Services(TemporaryDirectory directory)
    {
        var services = new ServiceCollection();
        services.AddDataProtection().PersistKeysToFileSystem(new DirectoryInfo(directory.File("keys")));
        services.AddTotvsWebhooks(webhooks => webhooks
            .UseSqlite($"Data Source={directory.File("webhooks.db")}")
            .ProtectSecretsWithDataProtection()
            .AddWorkflow(SomeWorkflow.New()));
        return services;
    }

    private static bool IsQuiet(Type type) =>
        type.IsAssignableTo(typeof(QuietLogger)) || type == typeof(QuietLoggerFactory) || type == typeof(SqliteWriterLog);
}
