namespace Totvs.Webhooks.Tests.Dispatching.Lanes.Fuzzing;

/// <summary>A scene does not hold what lanes promise. Not one of NUnit's, which would report each try of a shrinking failure.</summary>
internal sealed class LaneFaultException(string? message) : Exception(message);
