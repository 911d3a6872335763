using System.Text.Json;
using NUnit.Framework;
using Totvs.Webhooks.Conditions.Evaluation;
using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Tests.Conditions.Evaluation;

public class SharedOperandTests
{
    [TestCase("1.5")]
    [TestCase("1e400")]
    [TestCase("\"2022-05-06\"")]
    [TestCase("\"won\"")]
    [TestCase("null")]
    public void Literal_is_read_when_it_is_compiled_and_only_looked_at_by_threads(string json)
    {
        CompiledOperand operand = CompiledOperand.Literal(JsonElement.Parse(json));
        FieldValue room = default;
        ref FieldValue shared = ref operand.Resolve(new RecordView(new FieldPathTable(), null, null, Judged.Now), ref room);
        FieldValue before = shared;

        shared.TryGetDecimal(out _);
        shared.TryGetDate(out _);

        Assert.That(shared.Equals(before), Is.True, "Judging must not write to what other threads read.");
    }
}
