using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Totvs.Webhooks.Contracts.Workflows;
using Totvs.Webhooks.Sqlite.Tests.Support;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Sqlite.Tests.Catalog;

/// <summary>What was saved in clear text, or deleted, is no longer to be found in the bytes of the file and its log.</summary>
public sealed class OverwrittenSecretsTests
{
    private const string Token = "very-secret-token-";

    private TemporaryDirectory _directory = default!;

    private string FilePath => _directory.File("webhooks.db");

    [SetUp]
    public void SetUp() => _directory = new TemporaryDirectory();

    [TearDown]
    public void TearDown()
    {
        SqliteConnection.ClearAllPools();
        _directory.Dispose();
    }

    [Test]
    public async Task Definitions_that_are_saved_again_under_a_protector_leave_no_clear_text([Values(20, 700, 3_500)] int length)
    {
        Workflow[] workflows = Workflows(60, length);
        await using (ServiceProvider clear = Build(protector: null))
        {
            await SaveAsync(clear, workflows);
        }

        Assert.That(CountTokens(), Is.AtLeast(60), "so that the test means something");
        await using ServiceProvider protecting = Build(new HexProtector());
        await SaveAsync(protecting, workflows);

        Assert.That(CountTokens(), Is.Zero, "while the store is open, in the file and in its log");
        Assert.That(await protecting.GetRequiredService<IWorkflowStore>().ListAsync(), Has.Count.EqualTo(60));
    }

    [Test]
    public async Task Definitions_that_are_deleted_or_changed_leave_nothing([Values(20, 700, 3_500)] int length)
    {
        await using ServiceProvider provider = Build(protector: null);
        IWorkflowStore store = provider.GetRequiredService<IWorkflowStore>();
        Workflow[] workflows = Workflows(40, length);
        await SaveAsync(provider, workflows);

        foreach (Workflow workflow in workflows[..20])
        {
            await store.DeleteAsync(workflow.Id);
        }

        foreach (Workflow workflow in workflows[20..])
        {
            await store.SaveAsync(workflow with { Action = new WebhookAction { Url = workflow.Action.Url } });
        }

        Assert.That(CountTokens(), Is.Zero);
    }

    [Test]
    public async Task Log_is_cut_also_where_a_reader_was_in_the_way()
    {
        await using ServiceProvider provider = Build(protector: null);
        IWorkflowStore store = provider.GetRequiredService<IWorkflowStore>();
        Workflow[] workflows = Workflows(2, 100);
        await SaveAsync(provider, workflows);
        using (var tool = new OtherProcess(FilePath))
        {
            tool.Execute("BEGIN");
            tool.Read("SELECT count(*) FROM workflows");
            await store.DeleteAsync(workflows[0].Id);
        }

        await provider.DisposeAsync();
        Assert.That(CountTokens(), Is.EqualTo(1), "of the one that is left");
    }

    [Test]
    public async Task Log_that_a_killed_process_left_is_cut_by_the_next_one()
    {
        string left = _directory.File("left.db");
        await using (ServiceProvider provider = Build(protector: null))
        {
            IWorkflowStore store = provider.GetRequiredService<IWorkflowStore>();
            Workflow[] workflows = Workflows(2, 100);
            await SaveAsync(provider, workflows);
            using var tool = new OtherProcess(FilePath);
            tool.Execute("BEGIN");
            tool.Read("SELECT count(*) FROM workflows");
            await store.DeleteAsync(workflows[0].Id);

            // What a killed process leaves: the file and its log, as they are.
            File.Copy(FilePath, left);
            File.Copy(FilePath + "-wal", left + "-wal");
        }

        SqliteConnection.ClearAllPools();
        File.Move(left, FilePath, overwrite: true);
        File.Move(left + "-wal", FilePath + "-wal", overwrite: true);
        Assert.That(CountTokens(), Is.AtLeast(2), "so that the test means something");

        await using ServiceProvider next = Build(protector: null);

        Assert.That(await next.GetRequiredService<IWorkflowStore>().ListAsync(), Has.Count.EqualTo(1));
        Assert.That(CountTokens(), Is.EqualTo(1), "of the one that is left");
    }

    [Test]
    public async Task Statements_of_the_readme_clean_a_file_that_an_earlier_version_wrote()
    {
        Workflow[] workflows = Workflows(60, 700);
        await using (ServiceProvider provider = Build(protector: null))
        {
            await SaveAsync(provider, workflows);
        }

        using (var earlier = new OtherProcess(FilePath))
        {
            earlier.Execute("PRAGMA secure_delete = OFF; DELETE FROM workflows WHERE hex(id) < '8'");
            earlier.Execute("UPDATE workflows SET definition = 'gone'");
        }

        Assert.That(CountTokens(), Is.GreaterThan(10), "so that the test means something");
        using (var connection = new SqliteConnection($"Data Source={FilePath}"))
        {
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "VACUUM; PRAGMA wal_checkpoint(TRUNCATE);";
            command.ExecuteNonQuery();
        }

        Assert.That(CountTokens(), Is.Zero);
    }

    private static Workflow[] Workflows(int count, int length) => [.. Enumerable.Range(0, count).Select(number => SomeWorkflow.New($"Workflow {number}") with
    {
        Action = new WebhookAction
        {
            Url = new Uri("https://erp.example.com/hooks"),
            Headers = [KeyValuePair.Create("Authorization", $"{Token}{number}-" + new string('x', length + (number * 7 % 300)))],
        },
    })];

    private static async Task SaveAsync(ServiceProvider provider, Workflow[] workflows)
    {
        foreach (Workflow workflow in workflows)
        {
            await provider.GetRequiredService<IWorkflowStore>().SaveAsync(workflow);
        }
    }

    private ServiceProvider Build(ISecretProtector? protector)
    {
        var services = new ServiceCollection();
        if (protector is not null)
        {
            services.AddSingleton(protector);
        }

        return services.AddTotvsWebhooks(webhooks => webhooks.UseSqlite($"Data Source={FilePath}")).BuildServiceProvider();
    }

    private int CountTokens()
    {
        byte[] token = Encoding.UTF8.GetBytes(Token);
        int count = 0;
        foreach (string path in Directory.GetFiles(_directory.FullPath))
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var content = new MemoryStream();
            stream.CopyTo(content);
            ReadOnlySpan<byte> rest = content.ToArray();
            for (int index = rest.IndexOf(token); index >= 0; index = rest.IndexOf(token))
            {
                count++;
                rest = rest[(index + token.Length)..];
            }
        }

        return count;
    }

    private sealed class HexProtector : ISecretProtector
    {
        public string Protect(string text) => Convert.ToHexString(Encoding.UTF8.GetBytes(text));

        public string Unprotect(string protectedText) => Encoding.UTF8.GetString(Convert.FromHexString(protectedText));
    }
}
