using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Totvs.Webhooks.Contracts.Workflows;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Sqlite.Tests.Catalog;

public sealed class SecretsAtRestTests
{
    private const string Secret = "Bearer very-secret-token";

    private readonly Workflow _workflow = SomeWorkflow.New() with
    {
        Action = new WebhookAction { Url = new Uri("https://erp.example.com/hooks"), Headers = [KeyValuePair.Create("Authorization", Secret)] },
    };

    private DirectoryInfo _folder = default!;

    private string DatabasePath => Path.Combine(_folder.FullName, "webhooks.db");

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("totvs-webhooks-");

    [TearDown]
    public void DeleteFolder()
    {
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    [Test]
    public async Task Secrets_are_nowhere_in_the_file_when_the_host_supplies_a_protector()
    {
        await using (ServiceProvider provider = Build(protect: true))
        {
            await provider.GetRequiredService<IWorkflowStore>().SaveAsync(_workflow);
        }

        Assert.That(FilesContain(Secret), Is.False);
        await using ServiceProvider later = Build(protect: true);
        Assert.That(await later.GetRequiredService<IWorkflowStore>().FindAsync(_workflow.Id), Is.EqualTo(_workflow));
    }

    [Test]
    public async Task Without_a_protector_the_file_holds_them_in_clear_text()
    {
        await using ServiceProvider provider = Build(protect: false);
        await provider.GetRequiredService<IWorkflowStore>().SaveAsync(_workflow);

        Assert.That(FilesContain(Secret), Is.True, "so that the test above means something");
    }

    [Test]
    public async Task What_was_saved_in_clear_text_is_still_read_and_protected_when_it_is_saved_again()
    {
        await using (ServiceProvider provider = Build(protect: false))
        {
            await provider.GetRequiredService<IWorkflowStore>().SaveAsync(_workflow);
        }

        await using ServiceProvider protectedProvider = Build(protect: true);
        IWorkflowStore store = protectedProvider.GetRequiredService<IWorkflowStore>();
        Assert.That(await store.FindAsync(_workflow.Id), Is.EqualTo(_workflow));
        await store.SaveAsync(_workflow);

        using var connection = new SqliteConnection($"Data Source={DatabasePath}");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT definition FROM workflows";
        Assert.That((string)command.ExecuteScalar()!, Does.StartWith("protected:").And.Not.Contains(Secret));
    }

    [Test]
    public async Task Keys_that_are_gone_are_told_with_the_remedy()
    {
        await using (ServiceProvider provider = Build(protect: true))
        {
            await provider.GetRequiredService<IWorkflowStore>().SaveAsync(_workflow);
        }

        await using ServiceProvider without = Build(protect: false);
        Assert.That(
            async () => await without.GetRequiredService<IWorkflowStore>().FindAsync(_workflow.Id),
            Throws.TypeOf<RetryStoreException>().With.Message.Contains("cannot be decrypted").And.Message.Contains(DatabasePath)
                .And.InnerException.InstanceOf<CryptographicException>());
    }

    [Test]
    public async Task Adapter_without_data_protection_says_what_to_add()
    {
        await using ServiceProvider provider = new ServiceCollection()
            .AddTotvsWebhooks(webhooks => webhooks.ProtectSecretsWithDataProtection())
            .BuildServiceProvider();

        Assert.That(() => provider.GetRequiredService<ISecretProtector>(), Throws.InvalidOperationException.With.Message.Contains("AddDataProtection()"));
    }

    private ServiceProvider Build(bool protect)
    {
        var services = new ServiceCollection();
        services.AddDataProtection().PersistKeysToFileSystem(_folder.CreateSubdirectory("keys"));
        services.AddTotvsWebhooks(webhooks =>
        {
            webhooks.UseSqlite($"Data Source={DatabasePath}");
            if (protect)
            {
                webhooks.ProtectSecretsWithDataProtection();
            }
        });
        return services.BuildServiceProvider();
    }

    private bool FilesContain(string text)
    {
        byte[] wanted = Encoding.UTF8.GetBytes(text);
        return _folder.EnumerateFiles().Any(file =>
        {
            using var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var content = new MemoryStream();
            stream.CopyTo(content);
            return content.GetBuffer().AsSpan(0, (int)content.Length).IndexOf(wanted) >= 0;
        });
    }
}
