using Microsoft.Extensions.Logging;

namespace Totvs.Webhooks.Diagnostics;

/// <summary>A quiet logger with a type as its category.</summary>
/// <typeparam name="T">The type that names the category.</typeparam>
/// <param name="make">Gets the host's logger.</param>
internal sealed class QuietLogger<T>(Func<ILogger> make) : QuietLogger(make), ILogger<T>;
