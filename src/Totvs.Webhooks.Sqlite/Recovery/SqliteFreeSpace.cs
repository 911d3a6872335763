using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Totvs.Webhooks.Sqlite.Connections;

namespace Totvs.Webhooks.Sqlite.Recovery;

/// <summary>Gives the free pages of the file back to the file system, in small steps while no write waits.</summary>
internal static class SqliteFreeSpace
{
    /// <summary>How many pages are given back in one step; about 2 MB, which takes some milliseconds.</summary>
    private const int PagesPerStep = 512;

    /// <summary>How many free pages stay in the file for the next rows: about 4 MB.</summary>
    private const int SparePages = 1024;

    private const string CountFreePages = "PRAGMA freelist_count";

    /// <summary>Gives a few pages back. A fault is logged, and the next try is after the next purge.</summary>
    public static void GiveBack(SqliteSession session, string path, ILogger logger)
    {
        try
        {
            GiveBack(session);
        }
        catch (SqliteException exception)
        {
            session.HasSpaceToGiveBack = false;
            RecoveryLog.GivingBackFailed(logger, exception, path);
        }
    }

    private static void GiveBack(SqliteSession session)
    {
        long spare = session.ReadNumber(CountFreePages) - SparePages;
        if (spare <= 0)
        {
            session.HasSpaceToGiveBack = false;
            return;
        }

        session.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA incremental_vacuum({Math.Min(spare, PagesPerStep)})"));
        long left = session.ReadNumber(CountFreePages) - SparePages;

        // A file that a tool has rewritten without auto_vacuum gives nothing back; trying again would never end.
        session.HasSpaceToGiveBack = left > 0 && left < spare;
        if (!session.HasSpaceToGiveBack)
        {
            // The file is cut to its new length only now.
            session.Execute("PRAGMA wal_checkpoint(PASSIVE)");
        }
    }
}
