using System.ComponentModel;
using System.Diagnostics;
using NUnit.Framework;

namespace Totvs.Webhooks.Documentation.Tests;

/// <summary>Runs a program text of another language with what is installed on the machine.</summary>
internal static class Script
{
    /// <summary>
    /// The standard output of a program that is given a text as its file. The test is skipped where the program is not installed.
    /// </summary>
    public static async Task<string> RunAsync(string program, string extension, string text)
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("script").FullName, "page" + extension);
        await File.WriteAllTextAsync(path, text);
        try
        {
            using Process process = Process.Start(
                new ProcessStartInfo(program, [path]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.That(process.ExitCode, Is.Zero, await errors);
            return output.Trim();
        }
        catch (Win32Exception exception)
        {
            Assert.Ignore(
                $"'{program}' is not installed on this machine ({exception.Message}), so the snippet of this language is not run.");
            throw;
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }
    }
}
