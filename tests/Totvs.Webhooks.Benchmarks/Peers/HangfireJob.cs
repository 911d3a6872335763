namespace Totvs.Webhooks.Benchmarks.Peers;

/// <summary>The job of Hangfire: one POST. Public because Hangfire calls it by reflection.</summary>
public sealed class HangfireJob(Poster poster)
{
    public Task PostAsync(string body) => poster.PostAsync(body);
}
