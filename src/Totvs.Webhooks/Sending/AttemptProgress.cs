using Totvs.Webhooks.Sending.Destinations;

namespace Totvs.Webhooks.Sending;

/// <summary>How far an attempt has come.</summary>
/// <param name="MayHaveArrived">
/// Whether the receiver may have the message: its payload has begun to be sent, or a primary handler of the host's does not say.
/// </param>
/// <param name="ConnectTimeout">How long the payload may take to begin.</param>
/// <param name="Report">What the connection that is being opened waits for; <see langword="null"/> if none is.</param>
internal readonly record struct AttemptProgress(bool MayHaveArrived, TimeSpan ConnectTimeout, ConnectReport? Report);
