using NUnit.Framework;

namespace Totvs.Webhooks.Documentation.Tests;

/// <summary>The files of the repository that these tests were built in.</summary>
internal static class RepositoryFiles
{
    private static string Root
    {
        get
        {
            DirectoryInfo? directory = new(TestContext.CurrentContext.TestDirectory);
            while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "Totvs.Webhooks.sln")))
            {
                directory = directory.Parent;
            }

            return directory?.FullName
                ?? throw new InvalidOperationException("The tests do not lie below the solution Totvs.Webhooks.sln.");
        }
    }

    public static bool Exists(string path) => Path.Exists(Path.Combine(Root, path));
}
