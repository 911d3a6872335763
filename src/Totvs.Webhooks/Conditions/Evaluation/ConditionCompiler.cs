using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Conditions.Evaluation;

/// <summary>Turns the data of a condition into objects that judge.</summary>
internal sealed class ConditionCompiler(ConditionSettings settings, FieldPathTable paths)
{
    public CompiledCondition Compile(Condition condition, int depth = 0)
    {
        if (depth > ConditionLimits.Depth)
        {
            throw new ArgumentException(
                $"The condition's groups are nested more than {ConditionLimits.Depth} deep; flatten them.", nameof(condition));
        }

        return condition switch
        {
            GroupCondition group => new CompiledGroup(group, [.. group.Conditions.Select(part => Compile(part, depth + 1))]),
            NotCondition not => new CompiledNot(not, Compile(not.Condition, depth + 1)),
            FieldCondition field => CompileField(field),
            _ => throw new ArgumentException($"'{condition}' is no kind of condition that can be compiled.", nameof(condition)),
        };
    }

    private CompiledCondition CompileField(FieldCondition field)
    {
        OperatorFacts facts = OperatorFacts.Find(field.Operator)
            ?? throw new ArgumentException($"'{field.Operator}' is not an operator.", nameof(field));
        FieldPath path = FieldPath.Parse(field.Path);
        int slot = paths.Intern(path);
        ValueTest test = facts.Compile(new FieldCompiler(field, facts, slot, settings, paths));
        if (path.FirstEach < 0)
        {
            return new CompiledField(field, slot, test, facts.ReasonIfTrue);
        }

        ElementQuantifier quantifier = field.Elements ?? (facts.Negates is null ? ElementQuantifier.Any : ElementQuantifier.All);
        return new CompiledElements(field, slot, path, test, facts.ReasonIfTrue, quantifier);
    }
}
