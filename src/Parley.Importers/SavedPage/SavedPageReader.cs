using Parley.Transfer;

namespace Parley.Importers.SavedPage;

/// <summary>
/// Reads one page of a news site that was saved as text: the headline, the picture's caption, the report, and the discussion as
/// a list in which each point is a name with words below it, and a deeper point is a reply.
/// </summary>
/// <param name="address">Where the page stood.</param>
/// <param name="addressKey">Its one form, so that ids are the same however the address is written.</param>
/// <param name="published">When the report appeared, which the page itself may not say.</param>
internal sealed class SavedPageReader(string address, string addressKey, DateTimeOffset published) : IExportReader
{
    public string System => "page";

    public IEnumerable<ImportedRecord> Read(Stream file, CancellationToken cancel)
    {
        var lines = PageLine.ReadAll(file, cancel);
        var discussion = PageDiscussion.Start(lines);
        var notes = new List<ImportNote>();
        var text = PageReport.Read(lines.Take(discussion), notes);
        yield return new ImportedThread
        {
            ForeignId = addressKey,
            Line = 1,
            Link = address,
            Title = text.Headline,
            CreatedAt = published,
            Text = text,
            Notes = notes,
        };
        foreach (var comment in new PageDiscussion(addressKey).Read(lines, discussion))
            yield return comment;
    }
}
