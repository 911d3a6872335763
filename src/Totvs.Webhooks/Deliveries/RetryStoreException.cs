namespace Totvs.Webhooks.Deliveries;

/// <summary>A store of deliveries or workflows cannot carry out a call. The message names the store, the cause and the remedy.</summary>
public sealed class RetryStoreException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">The store, the cause and the remedy.</param>
    /// <param name="isTransient">Whether the same call may succeed later without a change by hand.</param>
    /// <param name="innerException">The cause, where there is one.</param>
    public RetryStoreException(string message, bool isTransient, Exception? innerException = null)
        : base(message, innerException) => IsTransient = isTransient;

    /// <summary>Whether the same call may succeed later without a change by hand, as when the store is full or busy.</summary>
    public bool IsTransient { get; }
}
