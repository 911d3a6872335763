using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Dispatching;
using Totvs.Webhooks.Sending;

namespace Totvs.Webhooks;

/// <summary>The settings, by room. Validated when the host starts.</summary>
public sealed class TotvsWebhooksOptions
{
    /// <summary>The language of trigger and object names on the wire: <c>en</c>, <c>pt</c> or <c>es</c>. Default: <c>en</c>.</summary>
    public string Language { get; set; } = "en";

    /// <summary>
    /// The time zone of the payload's <c>timestamp</c> and of dates in conditions, by its id: an IANA one such as
    /// <c>America/Sao_Paulo</c>, or a Windows one such as <c>E. South America Standard Time</c>. Default: <see langword="null"/>, the
    /// machine's. The host does not start with an id that the machine does not know, and logs the zone in force; where .NET took UTC for
    /// the machine's because it found no time zone data, that is logged as a warning.
    /// </summary>
    public string? TimeZone { get; set; }

    /// <summary>The day on which a week begins, for conditions such as "this week". Default: Monday (ISO 8601).</summary>
    public DayOfWeek FirstDayOfWeek { get; set; } = DayOfWeek.Monday;

    /// <summary>When a failed delivery is tried again, and when it is given up.</summary>
    public RetryOptions Retry { get; } = new();

    /// <summary>How long finished deliveries are kept.</summary>
    public RetentionOptions Retention { get; } = new();

    /// <summary>How one POST is made and bounded.</summary>
    public SendingOptions Sending { get; } = new();

    /// <summary>How deliveries that are due are claimed and attempted.</summary>
    public DispatchOptions Dispatch { get; } = new();
}
