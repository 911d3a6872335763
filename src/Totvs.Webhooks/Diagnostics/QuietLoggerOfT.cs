using Microsoft.Extensions.Logging;

namespace Totvs.Webhooks.Diagnostics;

/// <summary>A quiet logger with the name of a type.</summary>
/// <typeparam name="T">Whose logger it is.</typeparam>
/// <param name="make">Gets the host's logger.</param>
internal sealed class QuietLogger<T>(Func<ILogger> make) : QuietLogger(make), ILogger<T>;
