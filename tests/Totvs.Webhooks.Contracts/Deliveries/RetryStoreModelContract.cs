using CsCheck;
using NUnit.Framework;

namespace Totvs.Webhooks.Contracts.Deliveries;

/// <summary>Any sequence of calls has the same results as the same sequence on <see cref="RetryStoreModel"/>.</summary>
/// <typeparam name="TFactory">The factory of the store.</typeparam>
public abstract class RetryStoreModelContract<TFactory>
    where TFactory : IRetryStoreFactory, new()
{
    private static readonly Guid[] Workflows = [Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid()];

    private static readonly Gen<Step[]> Sequences =
        Gen.Select(Gen.Enum<Verb>(), Gen.Int[0, 11], Gen.Int[0, 1_000], (verb, size, choice) => new Step(verb, size, choice)).Array[1, 60];

    /// <summary>What a step of a sequence does.</summary>
    public enum Verb
    {
        /// <summary>Adds pending deliveries.</summary>
        Add = 0,

        /// <summary>Adds deliveries as claimed.</summary>
        AddClaimed = 1,

        /// <summary>Adds one that the store may know already.</summary>
        AddAgain = 2,

        /// <summary>Claims due deliveries.</summary>
        Claim = 3,

        /// <summary>Settles a lease as delivered.</summary>
        Deliver = 4,

        /// <summary>Settles a lease for a retry.</summary>
        Retry = 5,

        /// <summary>Settles a lease as discarded.</summary>
        Discard = 6,

        /// <summary>Releases a lease.</summary>
        Release = 7,

        /// <summary>Renews a lease.</summary>
        Renew = 8,

        /// <summary>Moves the clock forward.</summary>
        Advance = 9,

        /// <summary>Redelivers a finished delivery.</summary>
        Redeliver = 10,

        /// <summary>Removes finished deliveries.</summary>
        Purge = 11,

        /// <summary>Begins the attempt of a lease.</summary>
        Begin = 12,

        /// <summary>Gives up deliveries that are too old or whose workflow is missing.</summary>
        GiveUp = 13,
    }

    /// <summary>How many sequences are tried.</summary>
    protected virtual int SequenceCount => 300;

    [Test]
    public async Task Any_sequence_of_calls_behaves_as_the_model_does() =>
        await Sequences.SampleAsync(RunAsync, iter: SequenceCount, threads: 1);

    private static async Task RunAsync(Step[] steps)
    {
        await using var factory = new TFactory();
        var run = new RetryStoreModelRun(Workflows);
        await run.StartAsync(factory);
        foreach (Step step in steps)
        {
            await run.TakeAsync(step.Verb.ToString(), step.Size, step.Choice);
        }
    }

    private sealed record Step(Verb Verb, int Size, int Choice);
}
