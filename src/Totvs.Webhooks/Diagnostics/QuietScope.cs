namespace Totvs.Webhooks.Diagnostics;

/// <summary>Ends a scope of the host's logger, and ignores its exceptions.</summary>
internal sealed class QuietScope : IDisposable
{
    private readonly IDisposable _scope;

    public QuietScope(IDisposable scope)
    {
        _scope = scope;
    }

    public void Dispose()
    {
        try
        {
            _scope.Dispose();
        }
        catch (Exception)
        {
            // There is no other place to report the exception to.
        }
    }
}
