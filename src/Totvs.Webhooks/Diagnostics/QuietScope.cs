namespace Totvs.Webhooks.Diagnostics;

/// <summary>Ends a scope of the host's logger, and goes on if that throws.</summary>
/// <param name="scope">The scope.</param>
internal sealed class QuietScope(IDisposable scope) : IDisposable
{
    public void Dispose()
    {
        try
        {
            scope.Dispose();
        }
        catch (Exception)
        {
            // There is no other place to write it to.
        }
    }
}
