using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Totvs.Webhooks.Documentation.Tests;

/// <summary>
/// C# of a page, compiled as the SDK compiles a program with implicit usings, with nothing added that the page does not show.
/// </summary>
internal static class CompiledSnippet
{
    private const string UsingsOfEveryProgram =
        """
        global using global::System;
        global using global::System.Collections.Generic;
        global using global::System.IO;
        global using global::System.Linq;
        global using global::System.Net.Http;
        global using global::System.Threading;
        global using global::System.Threading.Tasks;
        """;

    private const string UsingsOfWorkers =
        """
        global using global::Microsoft.Extensions.Configuration;
        global using global::Microsoft.Extensions.DependencyInjection;
        global using global::Microsoft.Extensions.Hosting;
        global using global::Microsoft.Extensions.Logging;
        """;

    private const string UsingsOfWebPrograms =
        """
        global using global::System.Net.Http.Json;
        global using global::Microsoft.AspNetCore.Builder;
        global using global::Microsoft.AspNetCore.Hosting;
        global using global::Microsoft.AspNetCore.Http;
        global using global::Microsoft.AspNetCore.Routing;
        """;

    /// <summary>A whole program, as a new worker project has it in Program.cs.</summary>
    public static MethodInfo Worker(string text) => Compile(text, UsingsOfEveryProgram, UsingsOfWorkers);

    /// <summary>A whole program, as a new web project has it in Program.cs.</summary>
    public static MethodInfo WebProgram(string text) => Compile(text, UsingsOfEveryProgram, UsingsOfWorkers, UsingsOfWebPrograms);

    /// <summary>A type of the compiled text.</summary>
    public static Type TypeOf(string text, string name) =>
        Load(text, OutputKind.DynamicallyLinkedLibrary, UsingsOfEveryProgram).GetType(name, throwOnError: true)!;

    private static MethodInfo Compile(string text, params string[] usings) => Load(text, OutputKind.ConsoleApplication, usings).EntryPoint!;

    private static Assembly Load(string text, OutputKind kind, params string[] usings)
    {
        string[] references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var options = new CSharpParseOptions(LanguageVersion.Latest);
        var compilation = CSharpCompilation.Create(
            $"Snippet{Guid.NewGuid():N}",
            [CSharpSyntaxTree.ParseText(text, options), .. usings.Select(each => CSharpSyntaxTree.ParseText(each, options))],
            references.Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(
                kind, nullableContextOptions: NullableContextOptions.Enable, generalDiagnosticOption: ReportDiagnostic.Error)
                // As the SDK has it: usings that a program does not need, and references to older versions of the framework.
                .WithSpecificDiagnosticOptions(new Dictionary<string, ReportDiagnostic>
                {
                    ["CS8019"] = ReportDiagnostic.Suppress,
                    ["CS8933"] = ReportDiagnostic.Suppress,
                    ["CS1701"] = ReportDiagnostic.Suppress,
                    ["CS1702"] = ReportDiagnostic.Suppress,
                }));
        using var assembly = new MemoryStream();
        Microsoft.CodeAnalysis.Emit.EmitResult result = compilation.Emit(assembly);
        if (!result.Success)
        {
            throw new InvalidOperationException(
                string.Join(Environment.NewLine, result.Diagnostics.Where(found => found.Severity == DiagnosticSeverity.Error)));
        }

        assembly.Position = 0;
        return AssemblyLoadContext.Default.LoadFromStream(assembly);
    }
}
