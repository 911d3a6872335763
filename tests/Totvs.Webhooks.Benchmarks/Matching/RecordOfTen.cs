namespace Totvs.Webhooks.Benchmarks.Matching;

/// <summary>The record of the benchmarks as an object, for engines that read objects.</summary>
public sealed class RecordOfTen
{
    public decimal Field0 { get; set; } = 0.5m;

    public decimal Field1 { get; set; } = 1.5m;

    public decimal Field2 { get; set; } = 2.5m;

    public decimal Field3 { get; set; } = 3.5m;

    public decimal Field4 { get; set; } = 4.5m;

    public decimal Field5 { get; set; } = 5.5m;

    public decimal Field6 { get; set; } = 6.5m;

    public decimal Field7 { get; set; } = 7.5m;

    public decimal Field8 { get; set; } = 8.5m;

    public decimal Field9 { get; set; } = 9.5m;
}
