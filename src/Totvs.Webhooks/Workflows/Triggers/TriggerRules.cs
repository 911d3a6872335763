using Totvs.Webhooks.Conditions.Json;
using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Workflows.Triggers;

/// <summary>What a trigger must have before a workflow can use it.</summary>
internal static class TriggerRules
{
    public static void Check(Trigger trigger, string place, List<DefinitionFault> found)
    {
        Require(
            !string.IsNullOrWhiteSpace(trigger.Code),
            "code",
            "is empty; give the string that code and files use, such as 'invoice.paid'.");
        Require(trigger.Id != Guid.Empty, "id", "is the empty UUID; give a UUID that never changes, since receivers keep it.");
        Require(
            !string.IsNullOrWhiteSpace(trigger.Name?.English),
            "name",
            "is empty; give the name that receivers see, such as 'Invoice paid'.");
        Require(trigger.Source is not null, "source", "is missing; give the kind of record the trigger happens to.");
        if (trigger.Source is { } source)
        {
            Require(source.Id != Guid.Empty, "source.id", "is the empty UUID; give a UUID that never changes.");
            Require(
                !string.IsNullOrWhiteSpace(source.Name?.English),
                "source.name",
                "is empty; give the name that receivers see, such as 'Invoice'.");
            Require(source.ContextUrl is not null, "source.contextUrl", "is missing; give the base URL of the object's API.");
            Require(IsWhole(source.Name), "source.name", UnicodeRules.Halved);
            Require(UnicodeRules.IsWhole(source.ContextUrl), "source.contextUrl", UnicodeRules.Halved);
        }

        Require(UnicodeRules.IsWhole(trigger.Code), "code", UnicodeRules.Halved);
        Require(IsWhole(trigger.Name), "name", UnicodeRules.Halved);

        void Require(bool holds, string property, string message)
        {
            if (!holds)
            {
                found.Add(new DefinitionFault($"{place}.{property}", message));
            }
        }
    }

    private static bool IsWhole(LocalizedText? name) =>
        name is null || (UnicodeRules.IsWhole(name.English) && UnicodeRules.IsWhole(name.Portuguese) && UnicodeRules.IsWhole(name.Spanish));
}
