using System.Globalization;
using Spectre.Console;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Sample;

/// <summary>The table that a run ends with: a row for each workflow.</summary>
internal static class ScoreTable
{
    private const int WidthForTriggers = 100;

    /// <summary>Creates the table.</summary>
    /// <param name="workflows">The workflows, those included that matched nothing.</param>
    /// <param name="scores">The score of each workflow that matched, by its id.</param>
    /// <param name="width">How wide the console is; in a narrow one the triggers are left out.</param>
    public static Table Of(IReadOnlyList<Workflow> workflows, IReadOnlyDictionary<Guid, Score> scores, int width)
    {
        bool hasTriggers = width >= WidthForTriggers;
        Table table = new Table().Border(TableBorder.Simple).AddColumn("Workflow");
        if (hasTriggers)
        {
            table.AddColumn("Trigger");
        }

        foreach (string count in (string[])["matched", "delivered", "retried", "discarded"])
        {
            table.AddColumn(new TableColumn(count).RightAligned());
        }

        foreach (Workflow workflow in workflows)
        {
            string name = workflow.IsActive ? workflow.Name : $"{workflow.Name} (inactive)";
            AddRow(hasTriggers ? [name, workflow.Trigger.Code] : [name], scores.GetValueOrDefault(workflow.Id, Score.Zero));
        }

        HashSet<Guid> known = [.. workflows.Select(workflow => workflow.Id)];
        foreach ((Guid id, Score score) in scores.Where(score => !known.Contains(score.Key)))
        {
            string name = $"{id} (no longer defined)";
            AddRow(hasTriggers ? [name, ""] : [name], score);
        }

        return table;

        void AddRow(string[] names, Score score) => table.AddRow(
        [
            .. names.Select(Markup.Escape),
            Number(score.Matched),
            Number(score.Delivered),
            Number(score.Retried),
            score.Discarded == 0 ? Number(0) : $"[yellow]{Number(score.Discarded)}[/]",
        ]);
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
