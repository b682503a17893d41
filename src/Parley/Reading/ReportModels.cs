using Parley.Stories;
using Parley.Views.Stories;

namespace Parley.Reading;

/// <summary>Turns a report into what its view shows.</summary>
internal static class ReportModels
{
    public static ReportModel ToModel(ReportText report, Story story, Func<string, string> assetUrl)
    {
        var passage = 0;
        return new ReportModel(
            story.Title ?? "",
            story.PublishedAt,
            [.. report.Paragraphs.Select(p => ToParagraph(p, ref passage))]
        )
        {
            Kicker = report.Kicker ?? story.Section,
            Standfirst = report.Standfirst,
            Byline = story.Authors.Count == 0 ? null : string.Join(", ", story.Authors),
            Photo = report.Picture is { } picture ? ToPhoto(picture, assetUrl) : null,
        };
    }

    private static PhotoModel ToPhoto(ReportPicture picture, Func<string, string> assetUrl) =>
        new(
            picture.Asset is { } asset ? assetUrl(asset) : "",
            picture.Width,
            picture.Height,
            picture.Description ?? picture.Caption ?? "",
            picture.Caption,
            picture.Credit
        );

    // Runs of plain text and passages, in the order of the text; a quote that does not occur is no passage.
    private static ParagraphModel ToParagraph(ReportParagraph paragraph, ref int passage)
    {
        var runs = new List<RunModel>();
        var notes = new List<SourceNoteModel>();
        var at = 0;
        foreach (var one in paragraph.Passages.OrderBy(p => paragraph.Text.IndexOf(p.Quote, StringComparison.Ordinal)))
        {
            var start = paragraph.Text.IndexOf(one.Quote, at, StringComparison.Ordinal);
            if (start < 0)
                continue;
            if (start > at)
                runs.Add(new RunModel(paragraph.Text[at..start]));
            passage++;
            runs.Add(new RunModel(one.Quote, passage));
            notes.Add(
                new SourceNoteModel(passage, one.Source)
                {
                    Rests = one.Note,
                    Chain = [.. one.Chain.Select(step => new SourceStepModel(step.Name, step.How, step.IsSeen))],
                }
            );
            at = start + one.Quote.Length;
        }

        if (at < paragraph.Text.Length)
            runs.Add(new RunModel(paragraph.Text[at..]));
        return new ParagraphModel(runs) { Notes = notes };
    }
}
