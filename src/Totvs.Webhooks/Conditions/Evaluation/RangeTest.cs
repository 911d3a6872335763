using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Conditions.Evaluation;

/// <summary>The value stands between two others or is one of them. One end may decide where the other is unknown.</summary>
internal sealed class RangeTest(OrderTest from, OrderTest to) : ValueTest
{
    public override Verdict Judge(ref FieldValue value, RecordView view)
    {
        Verdict reachesFrom = from.Judge(ref value, view);
        if (reachesFrom.Result == ConditionResult.False)
        {
            return reachesFrom;
        }

        Verdict reachesTo = to.Judge(ref value, view);
        return reachesTo.Result == ConditionResult.True ? reachesFrom : reachesTo;
    }
}
