namespace Totvs.Webhooks.Workflows.Sources;

/// <summary>
/// What differs between one state of a file and another, found without reading it: where the links on the way to it lead, when it was
/// made and written, and its length.
/// </summary>
/// <param name="Links">Where each link on the way leads, from the root on.</param>
/// <param name="Exists">Whether there is a file at the end of the way.</param>
/// <param name="CreatedAt">When the file was made, as far as the file system knows.</param>
/// <param name="WrittenAt">When the file was written last.</param>
/// <param name="Length">The file's length in bytes.</param>
internal readonly record struct FileStamp(string Links, bool Exists, DateTime CreatedAt, DateTime WrittenAt, long Length)
{
    /// <summary>The stamp of a file as it is now; one that cannot be looked at has the stamp of none.</summary>
    /// <param name="path">The full path of the file.</param>
    public static FileStamp Read(string path)
    {
        try
        {
            string links = string.Join('\n', LinksOnTheWayTo(path));
            string final = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
            var file = new FileInfo(final);
            return file.Exists
                ? new FileStamp(links, true, file.CreationTimeUtc, file.LastWriteTimeUtc, file.Length)
                : new FileStamp(links, false, default, default, 0);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return default;
        }
    }

    private static IEnumerable<string> LinksOnTheWayTo(string path)
    {
        for (string? part = path; part is not null; part = Path.GetDirectoryName(part))
        {
            if (new DirectoryInfo(part).LinkTarget is { } target)
            {
                yield return target;
            }
        }
    }
}
