using System.Globalization;

namespace Totvs.Webhooks.Benchmarks.Delivering;

/// <summary>Figures of several rounds; prints their medians as a Markdown table and as lines for machines.</summary>
/// <param name="comparedWith">The title of the column of ratios.</param>
internal sealed class BenchmarkResults(string comparedWith = "of raw HttpClient")
{
    private readonly List<string> _order = [];
    private readonly Dictionary<string, (string Unit, List<double> Values, List<double> Ratios)> _figures = [];

    /// <summary>Adds a figure of one round.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="unit">Its unit.</param>
    /// <param name="value">The figure.</param>
    /// <param name="raw">
    /// The same figure of raw POSTs (or of what else the column says) in the same round, to compare with; <see langword="null"/> where
    /// there is nothing to compare.
    /// </param>
    public void Add(string name, string unit, double value, double? raw)
    {
        if (!_figures.TryGetValue(name, out (string Unit, List<double> Values, List<double> Ratios) figure))
        {
            _order.Add(name);
            _figures.Add(name, figure = (unit, [], []));
        }

        figure.Values.Add(value);
        if (raw is { } rate)
        {
            figure.Ratios.Add(value / rate);
        }
    }

    public void Print()
    {
        Console.WriteLine();
        Console.WriteLine($"| what | median | unit | {comparedWith} |");
        Console.WriteLine("|---|---:|---|---:|");
        foreach (string name in _order)
        {
            (string unit, List<double> values, List<double> ratios) = _figures[name];
            string ratio = ratios.Count == 0 ? "" : Text($"{Median(ratios):N2}");
            Console.WriteLine(Text($"| {name} | {Figure(Median(values), "N0")} | {unit} | {ratio} |"));
        }

        Console.WriteLine();
        foreach (string name in _order)
        {
            (string unit, List<double> values, List<double> ratios) = _figures[name];
            string ratio = ratios.Count == 0 ? "-" : Text($"{Median(ratios):F3}");
            Console.WriteLine(Text($"bench {name} {Figure(Median(values), "F1")} {unit.Replace(' ', '-')} {ratio}"));
        }
    }

    private static double Median(List<double> values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>Small figures have decimals.</summary>
    private static string Figure(double value, string format) => value.ToString(value < 100 ? "F3" : format, CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
