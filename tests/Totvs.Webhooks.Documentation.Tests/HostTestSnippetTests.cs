using NUnit.Framework;

namespace Totvs.Webhooks.Documentation.Tests;

public sealed class HostTestSnippetTests
{
    [Test]
    public void Test_of_a_host_passes_as_it_stands_in_the_readme()
    {
        Type page = CompiledSnippet.TypeOf(Pages.Named("host-test").Text, "DealTests");

        Assert.That(
            async () => await (Task)page.GetMethod("Won_deal_is_reported")!.Invoke(Activator.CreateInstance(page), null)!, Throws.Nothing);
    }
}
