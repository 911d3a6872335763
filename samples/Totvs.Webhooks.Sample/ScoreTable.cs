using System.Globalization;
using Spectre.Console;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Sample;

/// <summary>The table that a run ends with: a row for each workflow.</summary>
internal static class ScoreTable
{
    /// <summary>Makes the table.</summary>
    /// <param name="workflows">The workflows, those included that matched nothing.</param>
    /// <param name="scores">The score of each workflow that matched, by its id.</param>
    public static Table Of(IReadOnlyList<Workflow> workflows, IReadOnlyDictionary<Guid, Score> scores)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumns("Workflow", "Trigger");
        foreach (string count in (string[])["matched", "delivered", "retried", "discarded"])
        {
            table.AddColumn(new TableColumn(count).RightAligned());
        }

        foreach (Workflow workflow in workflows)
        {
            string name = workflow.IsActive ? workflow.Name : $"{workflow.Name} (inactive)";
            AddRow(table, name, workflow.Trigger.Code, scores.GetValueOrDefault(workflow.Id, Score.Zero));
        }

        HashSet<Guid> known = [.. workflows.Select(workflow => workflow.Id)];
        foreach ((Guid id, Score score) in scores.Where(score => !known.Contains(score.Key)))
        {
            AddRow(table, $"{id} (no longer defined)", "", score);
        }

        return table;
    }

    private static void AddRow(Table table, string name, string trigger, Score score) => table.AddRow(
        Markup.Escape(name),
        Markup.Escape(trigger),
        Number(score.Matched),
        Number(score.Delivered),
        Number(score.Retried),
        score.Discarded == 0 ? Number(0) : $"[yellow]{Number(score.Discarded)}[/]");

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
