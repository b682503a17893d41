using System.Globalization;
using Parley.Markup;
using Parley.Pictures;
using Parley.Stories;

namespace Parley.Publishing;

/// <summary>A report as somebody sends it.</summary>
internal sealed record ReportAsked
{
    public const int LongestLine = 300;
    public const int LongestText = 200_000;
    public const int MostParagraphs = 1000;
    public const int MostAuthors = 20;
    public const int MostTags = 50;

    /// <summary>The longest tag, in characters: that of a policy of one.</summary>
    public const int LongestTag = 200;

    // Of what people still discuss nothing is older, and a page may be sent the evening before.
    private static readonly DateTimeOffset Earliest = new(1600, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan FurthestAhead = TimeSpan.FromDays(1);

    public string? Headline { get; init; }
    public string? Kicker { get; init; }
    public string? Standfirst { get; init; }

    /// <summary>The paragraphs, with an empty line between two.</summary>
    public string? Text { get; init; }

    /// <summary>Those who wrote it.</summary>
    public IReadOnlyList<string> Authors { get; init; } = [];
    public string? Section { get; init; }

    /// <summary>What it is about, in the site's own words, for policies; null where that stays as it is.</summary>
    public IReadOnlyList<string?>? Tags { get; init; }

    /// <summary>When it was published, with its zone (RFC 3339); null where that stays as it is known.</summary>
    public string? PublishedAt { get; init; }

    /// <summary>Its name in the address of its page; made of the headline where it is left out. Not changed once it is there.</summary>
    public string? Slug { get; init; }
    public string? Caption { get; init; }
    public string? Credit { get; init; }

    /// <summary>What one sees on the picture, for those who do not.</summary>
    public string? PictureDescription { get; init; }

    /// <summary>The file of another picture; null where the one that is there stays.</summary>
    public byte[]? Picture { get; init; }

    /// <summary>Whether the picture that is there is taken away.</summary>
    public bool TakesPictureAway { get; init; }

    /// <summary>Of what kind the picture is: <c>file picture</c>.</summary>
    public string? PictureKind { get; init; }
    public string? DigitalSourceType { get; init; }

    /// <summary>The number of the revision that was changed.</summary>
    public int Number { get; init; }
    public string? Reason { get; init; }
    public string? Correction { get; init; }

    /// <summary>What is wrong with it, or what it says.</summary>
    public Result<ReportRead> Read(DateTimeOffset now)
    {
        var headline = Line(Headline);
        var (kicker, standfirst) = (Line(Kicker), Line(Standfirst));
        var section = SourceText.OfName(Section, TextLimits.Of(LongestLine));
        var (caption, credit, kind, type) = (Line(Caption), Line(Credit), Line(PictureKind), Line(DigitalSourceType));
        var description = Line(PictureDescription);
        Result<PictureFile>? picture = Picture is { } bytes ? Pictures.Picture.Read(bytes) : default(Result<PictureFile>?);
        var (reason, correction) = (Line(Reason), Line(Correction));
        var authors = Authors.Select(Line).ToList();
        var tags = Tags?.Select(tag => SourceText.OfName(tag, TextLimits.Of(LongestTag))).ToList();
        var published = ReadTime(PublishedAt, now);
        var text = SourceText.OfOptional(Text, TextLimits.Of(LongestText));
        var paragraphs = ParagraphsOf(text.Value ?? "");
        var slug = string.IsNullOrWhiteSpace(Slug) ? null : Slug.Trim();
        Problem?[] lines =
        [
            About("kicker", kicker),
            About("standfirst", standfirst),
            authors.TrueForAll(author => author.IsSuccess) && authors.Count <= MostAuthors
                ? null
                : Problems.ReportLineInvalid with
                {
                    Field = "authors",
                },
            About("section", section),
            tags is null || (tags.TrueForAll(tag => tag.IsSuccess) && tags.Count <= MostTags) ? null : Problems.TagsInvalid,
            published.Problem,
            About("picture-description", description),
            About("caption", caption),
            About("credit", credit),
            About("picture-kind", kind),
            About("digital-source-type", type),
            About("reason", reason),
            About("correction", correction),
        ];
        var wrong = Problem.Of([
            headline.Value is null ? Problems.HeadlineInvalid : null,
            text.IsSuccess && paragraphs.Count is > 0 and <= MostParagraphs ? null : Problems.ReportTextInvalid,
            .. lines,
            slug is null || IsSlug(slug) ? null : Problems.SlugInvalid,
            picture?.Problem,
        ]);
        if (wrong is not null)
            return wrong;
        return new ReportRead(
            headline.Value!,
            kicker.Value,
            standfirst.Value,
            paragraphs,
            [.. authors.Select(author => author.Value).OfType<string>()],
            section.Value,
            slug,
            new ReportPicture(null, 0, 0, description.Value, caption.Value, credit.Value)
            {
                Kind = kind.Value,
                DigitalSourceType = type.Value,
            },
            reason.Value,
            correction.Value
        )
        {
            Tags = tags is null
                ? null
                :
                [
                    .. tags.Select(tag => tag.Value)
                        .OfType<string>()
                        .Distinct(StringComparer.OrdinalIgnoreCase)
                        .Order(StringComparer.OrdinalIgnoreCase),
                ],
            PublishedAt = published.Value,
            NewPicture = picture?.Value is { } file ? new(file, Picture!) : null,
            TakesPictureAway = TakesPictureAway,
        };
    }

    /// <summary>The paragraphs of a text: what stands between empty lines, each on one line.</summary>
    public static List<string> ParagraphsOf(string text)
    {
        List<string> paragraphs = [];
        List<string> lines = [];
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n').Append(""))
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                lines.Add(line.Trim());
                continue;
            }

            if (lines.Count > 0)
                paragraphs.Add(string.Join(' ', lines));
            lines.Clear();
        }

        return paragraphs;
    }

    // A time without a zone would be another one on another machine.
    private static Result<DateTimeOffset?> ReadTime(string? sent, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(sent))
            return (DateTimeOffset?)null;
        // RFC 3339 sets no end to the digits of a second; ours ends before the seventh.
        var digits = sent.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot
            ? sent[(dot + 1)..].TakeWhile(char.IsAsciiDigit).Count()
            : 0;
        if (digits > 7)
            sent = sent.Remove(sent.IndexOf('.', StringComparison.Ordinal) + 8, digits - 7);
        string[] forms = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz"];
        const DateTimeStyles style = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return
            DateTimeOffset.TryParseExact(sent, forms, CultureInfo.InvariantCulture, style, out var time)
            && time >= Earliest
            && time <= now + FurthestAhead
            ? Micros.FromMicros(time.ToMicros())
            : Problems.PublishedAtInvalid;
    }

    private static bool IsSlug(string slug) =>
        slug.Length <= 80 && slug.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-');

    private static Problem? About(string field, Result<string?> line) =>
        line.IsSuccess ? null : Problems.ReportLineInvalid with { Field = field };

    /// <summary>A line of a report as it was typed: null where it is empty.</summary>
    public static Result<string?> Line(string? typed) => SourceText.OfLine(typed, TextLimits.Of(LongestLine));
}

/// <summary>A report as it was read: nothing is wrong with it.</summary>
internal sealed record ReportRead(
    string Headline,
    string? Kicker,
    string? Standfirst,
    IReadOnlyList<string> Paragraphs,
    IReadOnlyList<string> Authors,
    string? Section,
    string? Slug,
    ReportPicture Picture,
    string? Reason,
    string? Correction
)
{
    /// <summary>Each once, whatever the case of its letters, in their own order: sent in another they are no change. Null where nothing was said of them.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Null where nothing was said of it.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>The file of another picture, and what it says of itself; null where the one that is there stays.</summary>
    public GivenPicture? NewPicture { get; init; }

    /// <summary>Whether the picture that is there is taken away.</summary>
    public bool TakesPictureAway { get; init; }
}

/// <summary>A picture's file, read.</summary>
internal sealed record GivenPicture(PictureFile File, byte[] Bytes);
