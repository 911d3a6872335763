namespace Totvs.Webhooks.Sqlite.Tests.Support;

/// <summary>A directory of its own for a test's files.</summary>
public sealed class TemporaryDirectory : IDisposable
{
    public string FullPath { get; } = Directory.CreateTempSubdirectory("totvs-webhooks-").FullName;

    public string File(string name) => Path.Combine(FullPath, name);

    public void Dispose()
    {
        if (Directory.Exists(FullPath))
        {
            Directory.Delete(FullPath, recursive: true);
        }
    }
}
