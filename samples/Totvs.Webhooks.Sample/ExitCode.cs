namespace Totvs.Webhooks.Sample;

/// <summary>What the sample tells the shell.</summary>
internal static class ExitCode
{
    /// <summary>Every delivery has ended, none was lost, and every line of the events file was read.</summary>
    public const int Success = 0;

    /// <summary>A delivery is lost or still pending, or a line of the events file is broken.</summary>
    public const int Incomplete = 1;

    /// <summary>The run could not begin: a wrong option, a missing file, an invalid workflow.</summary>
    public const int CannotStart = 2;
}
