using Parley.Importers.Files;
using Parley.Transfer;

namespace Parley.Importers.Disqus;

/// <summary>A <c>thread</c> of the export. It says nothing of its posts; they name it.</summary>
internal static class DisqusThread
{
    private const int MaxTitle = 1000;
    private const int MaxIdentifier = 1000;
    private const int MaxLink = 4000;

    public static ImportedThread Read(XmlExport xml)
    {
        var notes = new List<ImportNote>();
        var thread = new ImportedThread { ForeignId = xml.Attribute("id"), Line = xml.Line };
        foreach (var element in xml.Children())
        {
            thread = element switch
            {
                "id" => thread with { Identifier = Whole(xml, MaxIdentifier, notes) },
                "link" => thread with { Link = Whole(xml, MaxLink, notes) },
                "title" => thread with { Title = xml.ReadText(MaxTitle, notes).Trim() },
                "createdAt" => thread with { CreatedAt = DisqusField.ReadTime(xml, notes) },
                "isClosed" => thread with { IsClosed = DisqusField.ReadFlag(xml, notes) ?? false },
                "isDeleted" => thread with { IsDeleted = DisqusField.ReadFlag(xml, notes) ?? false },
                _ => thread,
            };
        }

        return thread with
        {
            Notes = notes,
        };
    }

    /// <summary>A text that is of no use in parts; null where it is blank or too long.</summary>
    private static string? Whole(XmlExport xml, int max, List<ImportNote> notes)
    {
        var before = notes.Count;
        var text = xml.ReadText(max, notes).Trim();
        var wasCut = notes.Skip(before).Any(note => note.Reason == ImportReason.CutShort);
        return wasCut || text.Length == 0 ? null : text;
    }
}
