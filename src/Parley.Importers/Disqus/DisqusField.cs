using System.Globalization;
using Parley.Importers.Files;
using Parley.Transfer;

namespace Parley.Importers.Disqus;

/// <summary>Fields that threads and posts have in common.</summary>
internal static class DisqusField
{
    private const int MaxLength = 100;

    private static readonly string[] Formats = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK"];

    /// <summary>A time. Where it names no zone it is UTC, as everywhere in Disqus: old exports leave out the Z.</summary>
    public static DateTimeOffset? ReadTime(XmlExport xml, List<ImportNote> notes)
    {
        var text = xml.ReadText(MaxLength, notes).Trim();
        const DateTimeStyles styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, styles, out var time))
            return time;
        notes.Add(new ImportNote(ImportReason.DateUnreadable, text));
        return null;
    }

    /// <summary>A flag; null where it is neither true nor false.</summary>
    public static bool? ReadFlag(XmlExport xml, List<ImportNote> notes, bool whenEmpty = false)
    {
        var text = xml.ReadText(MaxLength, notes).Trim();
        switch (text.ToLowerInvariant())
        {
            case "":
                return whenEmpty;
            case "true" or "1":
                return true;
            case "false" or "0":
                return false;
            default:
                notes.Add(new ImportNote(ImportReason.FlagUnreadable, text));
                return null;
        }
    }
}
