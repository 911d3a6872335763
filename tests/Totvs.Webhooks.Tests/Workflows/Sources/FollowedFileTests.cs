using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Totvs.Webhooks.Matching;
using Totvs.Webhooks.Tests.Support;
using Totvs.Webhooks.Workflows.Sources;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Tests.Workflows.Sources;

/// <summary>Changes of a workflow file of which its directory gives no sign.</summary>
public sealed class FollowedFileTests
{
    private TestClock _clock = new();
    private string _root = "";
    private ServiceProvider? _provider;

    private string Deployed => Path.Combine(_root, "current");

    [SetUp]
    public void CreateDirectory()
    {
        _root = Directory.CreateTempSubdirectory("followed").FullName;
        _clock = new TestClock();
    }

    [TearDown]
    public async Task DisposeHost()
    {
        if (_provider is not null)
        {
            await _provider.DisposeAsync();
        }

        Directory.Delete(_root, recursive: true);
    }

    [Test]
    public async Task File_whose_directory_is_replaced_is_followed_more_than_once()
    {
        Write(Deployed, "first");
        Assert.That(await StartAsync(Path.Combine(Deployed, "workflows.json")), Is.EqualTo(new[] { "first" }));

        foreach (string name in (string[])["second", "third"])
        {
            Write(Path.Combine(_root, "next"), name);
            Directory.Move(Deployed, Path.Combine(_root, "before " + name));
            Directory.Move(Path.Combine(_root, "next"), Deployed);
            Look();

            Assert.That(await MatchingAsync(), Is.EqualTo(new[] { name }));
        }
    }

    [Test]
    public async Task Directory_that_is_gone_for_a_while_is_followed_when_it_is_back()
    {
        Write(Deployed, "first");
        await StartAsync(Path.Combine(Deployed, "workflows.json"));

        Directory.Delete(Deployed, recursive: true);
        Look();
        Assert.That(await MatchingAsync(), Is.EqualTo(new[] { "first" }), "what was read before stays in force");

        Write(Deployed, "second");
        Look();
        Assert.That(await MatchingAsync(), Is.EqualTo(new[] { "second" }));
    }

    [Test]
    public async Task Link_to_a_directory_further_up_that_is_turned_is_followed()
    {
        Write(Path.Combine(_root, "release 1", "config"), "first");
        Write(Path.Combine(_root, "release 2", "config"), "second");
        Directory.CreateSymbolicLink(Deployed, "release 1");
        Assert.That(await StartAsync(Path.Combine(Deployed, "config", "workflows.json")), Is.EqualTo(new[] { "first" }));

        Directory.Delete(Deployed);
        Directory.CreateSymbolicLink(Deployed, "release 2");
        Look();

        Assert.That(await MatchingAsync(), Is.EqualTo(new[] { "second" }));
    }

    [Test]
    public async Task Link_that_is_turned_to_a_file_of_the_same_length_and_time_is_followed()
    {
        DateTime time = new(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc);
        foreach (string name in (string[])["one", "two"])
        {
            Write(Path.Combine(_root, name), name);
            File.SetLastWriteTimeUtc(Path.Combine(_root, name, "workflows.json"), time);
        }

        Directory.CreateSymbolicLink(Deployed, "one");
        Assert.That(await StartAsync(Path.Combine(Deployed, "workflows.json")), Is.EqualTo(new[] { "one" }));

        Directory.Delete(Deployed);
        Directory.CreateSymbolicLink(Deployed, "two");
        Look();

        Assert.That(await MatchingAsync(), Is.EqualTo(new[] { "two" }));
    }

    [Test]
    public async Task File_behind_a_link_that_is_edited_in_its_own_directory_is_followed()
    {
        Write(Path.Combine(_root, "elsewhere"), "first");
        Directory.CreateDirectory(Deployed);
        string link = Path.Combine(Deployed, "workflows.json");
        File.CreateSymbolicLink(link, Path.Combine(_root, "elsewhere", "workflows.json"));
        Assert.That(await StartAsync(link), Is.EqualTo(new[] { "first" }));

        Write(Path.Combine(_root, "elsewhere"), "second, edited where it is");
        Look();

        Assert.That(await MatchingAsync(), Is.EqualTo(new[] { "second, edited where it is" }));
    }

    [Test]
    public async Task Look_that_finds_the_file_as_it_was_reads_nothing()
    {
        Write(Deployed, "first");
        await StartAsync(Path.Combine(Deployed, "workflows.json"));
        int settling = _clock.TimersSet(due => due == FileWatch.Settling);

        _clock.Advance(FileWatch.LookInterval);

        Assert.That(_clock.TimersSet(due => due == FileWatch.Settling), Is.EqualTo(settling));
    }

    private static void Write(string directory, string name)
    {
        Directory.CreateDirectory(directory);
        File.WriteAllText(
            Path.Combine(directory, "workflows.json"),
            $$"""{"workflows":[{"name":"{{name}}","trigger":"opportunity.won","webhook":{"url":"https://erp.example.com/hooks"} }]}""");
    }

    /// <summary>Lets the file be looked at, and a writer be given the time to finish.</summary>
    private void Look()
    {
        _clock.Advance(FileWatch.LookInterval);
        _clock.Advance(FileWatch.Settling);
    }

    private async Task<string[]> StartAsync(string path)
    {
        _provider = new ServiceCollection()
            .AddSingleton<TimeProvider>(_clock)
            .AddTotvsWebhooks(webhooks => webhooks.AddWorkflowsFromFile(path))
            .BuildServiceProvider();
        return await MatchingAsync();
    }

    private async Task<string[]> MatchingAsync() =>
        [
            .. (
                await _provider!.GetRequiredService<IWorkflowEngine>().MatchAsync(
                    new WorkflowEvent(CrmTriggers.OpportunityWon, "1"))).Select(match => match.Workflow.Name),
        ];
}
