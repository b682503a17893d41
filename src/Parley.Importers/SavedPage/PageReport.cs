using Parley.Importers.Files;
using Parley.Transfer;

namespace Parley.Importers.SavedPage;

/// <summary>What a saved page says before its discussion: paragraphs, of which the first is the headline.</summary>
internal static class PageReport
{
    private const int MaxHeadline = 1000;
    private const int MaxCaption = 600;

    // The words with which newsrooms begin the line that says whose picture it is.
    private static readonly HashSet<string> CreditWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "image",
        "images",
        "photo",
        "photos",
        "photograph",
        "picture",
        "illustration",
        "graphic",
        "video",
        "credit",
        "source",
    };

    public static StoryText Read(IEnumerable<PageLine> lines, List<ImportNote> notes)
    {
        var paragraphs = Paragraphs(lines).ToList();
        if (paragraphs.Count == 0 || paragraphs[0].Text.Length > MaxHeadline)
            throw new ExportUnreadableException(Problems.PageWithoutHeadline(1));

        var headline = paragraphs[0];
        var caption = paragraphs.Count > 1 ? Caption(paragraphs[1].Text) : null;
        var text = paragraphs.Skip(caption is null ? 1 : 2).Select(paragraph => Clean(paragraph.Text)).ToArray();
        if (text.Length == 0)
            throw new ExportUnreadableException(Problems.PageWithoutText(headline.Line));
        return new StoryText(
            Clean(headline.Text.ReplaceLineEndings(" ")),
            Clean(caption?.Caption ?? ""),
            Clean(caption?.Credit ?? ""),
            text
        );

        string Clean(string one) => ForbiddenCharacters.Clean(one, notes);
    }

    private static IEnumerable<(string Text, int Line)> Paragraphs(IEnumerable<PageLine> lines)
    {
        var paragraph = new List<PageLine>();
        foreach (var line in lines.Append(default(PageLine) with { Text = "" }))
        {
            if (!line.IsBlank)
            {
                paragraph.Add(line);
                continue;
            }

            if (paragraph.Count > 0)
                yield return (string.Join('\n', paragraph.Select(one => one.Text)), paragraph[^1].Number);
            paragraph.Clear();
        }
    }

    /// <summary>Tells a caption by the credit that ends it: "Members of the council. FILE PHOTO: Ada Example".</summary>
    private static (string Caption, string Credit)? Caption(string paragraph)
    {
        var colon = paragraph.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || paragraph.Length > MaxCaption || paragraph.Contains('\n'))
            return null;
        var start = paragraph.LastIndexOfAny(['.', '!', '?', '|', ')', '”', '"'], colon) + 1;
        var introduction = paragraph[start..colon].Trim();
        var lastWord = introduction[(introduction.LastIndexOf(' ') + 1)..];
        return CreditWords.Contains(lastWord) ? (paragraph[..start].Trim(), paragraph[start..].Trim()) : null;
    }
}
