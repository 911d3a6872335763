namespace Totvs.Webhooks.Sample;

/// <summary>The exit codes of the sample.</summary>
internal static class ExitCode
{
    /// <summary>Every delivery has ended, none was lost, and every line of the events file was read.</summary>
    public const int Success = 0;

    /// <summary>A delivery is lost or still pending, a line of the events file is broken, or the run was stopped.</summary>
    public const int Incomplete = 1;

    /// <summary>The run could not begin or continue: a wrong option, a missing file, an invalid workflow, a store that fails.</summary>
    public const int Failed = 2;
}
