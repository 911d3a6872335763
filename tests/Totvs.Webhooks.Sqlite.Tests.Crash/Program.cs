using Totvs.Webhooks.Sqlite.Tests.Crash;

// One program in three roles: the parent, which a person starts, starts the other two.
switch (args)
{
    case ["receiver", var seed]:
        return await Receiver.RunAsync(new Random(int.Parse(seed, System.Globalization.CultureInfo.InvariantCulture)));
    case ["child", var file, var receiver, var epoch, var work]:
        return await Child.RunAsync(
            file, new Uri(receiver), long.Parse(epoch, System.Globalization.CultureInfo.InvariantCulture), Enum.Parse<ChildWork>(work));
    default:
        if (CrashOptions.TryRead(args, out CrashOptions options, out string fault))
        {
            return await new CrashRun(options).RunAsync();
        }

        await Console.Error.WriteLineAsync(fault);
        await Console.Error.WriteLineAsync(CrashOptions.Usage);
        return 2;
}
