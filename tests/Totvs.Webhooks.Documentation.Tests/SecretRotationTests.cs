using NUnit.Framework;
using Totvs.Webhooks.Signing;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Documentation.Tests;

public sealed class SecretRotationTests
{
    [Test]
    public void Rotation_of_the_readme_keeps_the_old_secret_until_its_end_and_adds_a_new_one()
    {
        var old = WebhookSecret.Create();
        Workflow workflow = new WorkflowBuilder()
            .Named("w")
            .When(CrmTriggers.OpportunityWon)
            .PostTo("https://erp.example.com/")
            .SignedWith(old)
            .Build();
        DateTimeOffset end = DateTimeOffset.UnixEpoch.AddYears(60);

        Type page = CompiledSnippet.TypeOf(Pages.Named("rotate-secret").Text, "SecretRotation");
        var rotated = (Workflow)page.GetMethod("Rotate")!.Invoke(null, [workflow, end])!;

        Assert.That(rotated.Action.SigningSecrets, Has.Count.EqualTo(2));
        Assert.That(rotated.Action.SigningSecrets[0], Is.EqualTo(old with { EndsAt = end }));
        Assert.That(rotated.Action.SigningSecrets[1].EndsAt, Is.Null);
    }
}
