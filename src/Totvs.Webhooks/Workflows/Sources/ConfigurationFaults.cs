namespace Totvs.Webhooks.Workflows.Sources;

/// <summary>What configuration cannot have, each with the remedy.</summary>
internal static class ConfigurationFaults
{
    public const string Conditions =
        "conditions are one string in configuration, since it keeps neither the types of values nor what is empty: "
        + "write the filter text, such as '{amount->ge->10000}', or the JSON that a file has there as a string, "
        + "such as '{\"field\":\"amount\",\"operator\":\"greaterOrEqual\",\"value\":10000}'.";

    public const string Empty = "is empty, and configuration cannot tell null, {}, [] and \"\" apart; give it a value, or leave it out.";

    public const string EmptyConditions = Empty + " A workflow without conditions runs for every event of its trigger.";

    public const string Mixed = "has a value and properties as well: two sources of the configuration give it in different forms; "
        + "give it in one.";
}
