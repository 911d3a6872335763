using Microsoft.Extensions.Options;

namespace Totvs.Webhooks.Sqlite;

/// <summary>Refuses settings that cannot work when the host starts.</summary>
internal sealed class SqliteOptionsValidator : IValidateOptions<SqliteOptions>
{
    public ValidateOptionsResult Validate(string? name, SqliteOptions options)
    {
        string[] faults = [.. SqliteOptionsRules.Check(options)];
        return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
