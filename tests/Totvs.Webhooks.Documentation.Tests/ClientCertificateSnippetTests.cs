using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using NUnit.Framework;

namespace Totvs.Webhooks.Documentation.Tests;

public sealed class ClientCertificateSnippetTests
{
    [TestCase("Use")]
    [TestCase("UseByPrimaryHandler")]
    public async Task Form_of_the_readme_keeps_the_guard_so_that_the_start_warns_of_nothing(string form)
    {
        using var key = ECDsa.Create();
        using X509Certificate2 certificate = new CertificateRequest("CN=client", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        Type page = CompiledSnippet.TypeOf(Pages.Named("client-certificate").Text, "ClientCertificate");
        var logs = new FakeLogCollector();
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders().AddProvider(new FakeLoggerProvider(logs));
        builder.Services.AddTotvsWebhooks(webhooks => page.GetMethod(form)!.Invoke(null, [webhooks.UseInMemoryStore(), certificate]));
        using IHost host = builder.Build();

        await host.StartAsync();
        await host.StopAsync();

        Assert.That(logs.GetSnapshot().Where(entry => entry.Level >= LogLevel.Warning).Select(entry => entry.Message), Is.Empty);
    }
}
