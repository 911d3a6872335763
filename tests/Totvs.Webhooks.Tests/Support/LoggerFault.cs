namespace Totvs.Webhooks.Tests.Support;

/// <summary>Which call of a host's logger throws.</summary>
public enum LoggerFault
{
    /// <summary>Writing an entry.</summary>
    Log,

    /// <summary>Asking whether a level is written.</summary>
    IsEnabled,

    /// <summary>Making the logger of a category.</summary>
    CreateLogger,
}
