using System.Globalization;

namespace Totvs.Webhooks.Sqlite.Tests.Crash;

/// <summary>What a person may say on the command line.</summary>
/// <param name="Kills">How often the child is killed.</param>
/// <param name="Seed">Where the random moments come from; the same seed gives the same moments, not the same run.</param>
internal sealed record CrashOptions(int Kills, int Seed)
{
    public const string Usage = "usage: --kills N [--seed N]";

    public static bool TryRead(string[] args, out CrashOptions options, out string fault)
    {
        options = new CrashOptions(100, Environment.TickCount & int.MaxValue);
        fault = string.Empty;
        for (int index = 0; index < args.Length; index += 2)
        {
            if (index + 1 == args.Length || !int.TryParse(args[index + 1], NumberStyles.None, CultureInfo.InvariantCulture, out int value))
            {
                fault = $"'{args[index]}' must be followed by a number.";
                return false;
            }

            switch (args[index])
            {
                case "--kills":
                    options = options with { Kills = value };
                    break;
                case "--seed":
                    options = options with { Seed = value };
                    break;
                default:
                    fault = $"'{args[index]}' is not known.";
                    return false;
            }
        }

        return true;
    }
}
