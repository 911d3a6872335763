using Hangfire;

namespace Totvs.Webhooks.Benchmarks.Peers;

/// <summary>Makes each <see cref="HangfireJob"/> with the one shared <see cref="Poster"/>.</summary>
internal sealed class HangfireJobActivator(Poster poster) : JobActivator
{
    public override object ActivateJob(Type jobType) => new HangfireJob(poster);
}
