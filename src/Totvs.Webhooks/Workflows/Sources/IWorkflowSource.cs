namespace Totvs.Webhooks.Workflows.Sources;

/// <summary>Where declared workflows come from, and may come from again when it changes.</summary>
internal interface IWorkflowSource
{
    /// <summary>What it is, for the log: <c>the file 'workflows.json'</c>.</summary>
    string Description { get; }

    /// <summary>
    /// Why it is probably not what the host meant, with the remedy, as of its last reading; <see langword="null"/> where nothing is in
    /// doubt.
    /// </summary>
    string? Doubt => null;

    /// <summary>Reads all its workflows as they are now.</summary>
    /// <exception cref="WorkflowDefinitionException">Anything in it is not valid.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    IReadOnlyList<Workflow> Read();

    /// <summary>
    /// Begins to watch for changes. A change after this call is reported; one before it is seen by reading after it.
    /// </summary>
    /// <param name="changed">Is called after each change, on any thread, perhaps more often than needed.</param>
    /// <param name="unwatched">
    /// Is called with the reason where changes give no sign, and the source is polled instead.
    /// </param>
    /// <param name="timeProvider">The clock.</param>
    /// <returns>Disposing it ends the watching; <see langword="null"/> where there is nothing to watch.</returns>
    IDisposable? Watch(Action changed, Action<Exception> unwatched, TimeProvider timeProvider);
}
