using Parley.Comments;
using Parley.Dossiers;
using Parley.Markup;
using Parley.Pictures;
using Parley.RightOfReply;
using Parley.Sites;
using Parley.Sourcing;
using Parley.Stories;
using Parley.Views.Stories;

namespace Parley.Reading;

/// <summary>Turns a report and who says so into what its view shows.</summary>
internal sealed class ReportModels(
    ReportTextStore reports,
    SourcingStore sourcing,
    DossierStore dossiers,
    CommentPlaces places,
    SourceReplyStore replies
)
{
    private const int LongestWords = 120;

    /// <summary>A report as the public reads it; null where nothing is published.</summary>
    /// <param name="isOpen">Whether one can comment on it.</param>
    public async Task<PublicReport?> FindAsync(
        Home home,
        Site site,
        Story story,
        Words words,
        bool isOpen,
        Func<string, string> assetUrl,
        CancellationToken cancel
    )
    {
        if (await reports.FindPublicAsync(site.Id, story.Id, cancel) is not { } revision)
            return null;
        var first = await reports.FindFirstPublicAsync(site.Id, story.Id, cancel);
        var said = (await ReadAsync(site.Id, story.Id, cancel)).ToPublic(first);
        var corrections = await reports.ListCorrectionsAsync(site.Id, story.Id, cancel);
        var background = await dossiers.ListOfStoryAsync(site.Id, story.Id, cancel);
        var place = new Place(words, home, site)
        {
            IsOpen = isOpen,
            ChangedAt = await reports.FindChangedAtAsync(site.Id, story.Id, first, cancel),
        };
        var model = ToModel(place, story, revision, said, corrections, assetUrl) with
        {
            Dossiers = [.. background.Select(one => (one.Title, home.Url($"/{site.Name}/dossiers/{one.Slug}")))],
        };
        return new(model, revision, said, corrections);
    }

    /// <summary>Who says what in a published report, as everybody may read it.</summary>
    public async Task<Said> ReadPublicAsync(SiteId site, Guid story, CancellationToken cancel) =>
        (await ReadAsync(site, story, cancel)).ToPublic(await reports.FindFirstPublicAsync(site, story, cancel));

    /// <summary>How many passages of a published report have their source named; null where there is no such text.</summary>
    public Task<int?> CountSourcedAsync(SiteId site, Guid story, CancellationToken cancel) =>
        sourcing.CountSourcedAsync(site, story, cancel);

    /// <summary>A report that everybody reads, as its page shows it and what that is made of.</summary>
    internal sealed record PublicReport(
        ReportModel Model,
        ReportRevision Revision,
        Said Said,
        IReadOnlyList<(string Correction, DateTimeOffset At)> Corrections
    );

    /// <summary>Who says what in a report, with what is known of it.</summary>
    public async Task<Said> ReadAsync(SiteId site, Guid story, CancellationToken cancel)
    {
        var passages = await sourcing.ListPassagesAsync(site, story, cancel);
        if (passages.Count == 0)
            return Said.Nothing;
        var attributions = await sourcing.ListOfStoryAsync(site, story, cancel);
        var ids = attributions.Select(one => one.ClaimId).OfType<Guid>().Distinct().ToList();
        return new(
            passages,
            attributions.Where(one => one.PassageId is not null).ToLookup(one => one.PassageId!.Value),
            await sourcing.FindClaimsAsync(site, ids, cancel),
            await sourcing.ListOfClaimsAsync(site, ids, ClaimReader.MostArticles, cancel),
            await sourcing.FindLastStatusAsync(site, ids, cancel)
        )
        {
            Counts = await places.CountAsync(site, story, ids, cancel),
            Replies = await replies.ListPublishedAsync(site, story, cancel),
        };
    }

    /// <summary>A report as the newsroom reads it, a draft too.</summary>
    public static ReportModel ToDraft(Words words, Home home, Site site, Report report, ReportRevision revision, Said said)
    {
        var story = new Story(
            site.Id,
            report.StoryId,
            null,
            null,
            report.Slug,
            report.Headline,
            revision.Text.Section,
            revision.Text.Authors,
            [],
            report.PublishedAt,
            report.ChangedAt
        );
        var isChanged = revision is not { Reason: null, Correction: null };
        return ToModel(
            new(words, home, site) { ChangedAt = isChanged ? revision.At : null },
            story,
            revision,
            said,
            [],
            _ => ""
        );
    }

    internal sealed record Place(Words Words, Home Home, Site Site)
    {
        public bool IsOpen { get; init; }

        /// <summary>When what readers read of it last changed; null where they have read nothing else before.</summary>
        public DateTimeOffset? ChangedAt { get; init; }
    }

    /// <param name="OfPassage">By passage.</param>
    /// <param name="OfClaim">Who carries a claim anywhere, by claim.</param>
    internal sealed record Said(
        IReadOnlyList<Passage> Passages,
        ILookup<Guid, Attribution> OfPassage,
        Dictionary<Guid, Claim> Claims,
        ILookup<Guid, Attribution> OfClaim,
        Dictionary<Guid, ClaimStatusChange> LastStatus
    )
    {
        public static Said Nothing { get; } =
            new(
                [],
                Array.Empty<Attribution>().ToLookup(one => one.Id),
                [],
                Array.Empty<Attribution>().ToLookup(one => one.Id),
                []
            );

        /// <summary>How many public comments are on them.</summary>
        public PlaceCounts Counts { get; init; } = PlaceCounts.None;

        /// <summary>What those who are named answer, by passage.</summary>
        public ILookup<Guid, SourceReply> Replies { get; init; } = Array.Empty<SourceReply>().ToLookup(one => one.Id);

        /// <summary>Without the words that drafts alone held.</summary>
        /// <param name="first">The first revision that was public.</param>
        public Said ToPublic(int first) => this with { Passages = [.. Passages.Where(one => one.WasPublic(first))] };

        /// <summary>Whether it is said who said it, or somebody who was said to have answers: what nobody takes away with the source.</summary>
        public bool HasNote(Passage passage) => OfPassage.Contains(passage.Id) || Replies.Contains(passage.Id);

        /// <summary>How many public comments are on a passage, and on what it claims.</summary>
        public int CountOf(Passage passage) =>
            Counts.Of(passage.Id, OfPassage[passage.Id].Select(one => one.ClaimId).OfType<Guid>().Distinct());

        /// <summary>Those that readers comment on and of which nobody is said to have said them.</summary>
        public IEnumerable<Passage> Unsourced => Passages.Where(one => !HasNote(one) && CountOf(one) > 0);

        /// <summary>Those with a source, in the order of the text.</summary>
        public IEnumerable<Passage> InText(ReportText text)
        {
            var order = text.Paragraphs.Select((one, at) => (one.Id, at)).ToDictionary(one => one.Id, one => one.at);
            return Passages
                .Where(one => !one.IsOrphaned && HasNote(one) && order.ContainsKey(one.Anchor.Block))
                .OrderBy(one => order[one.Anchor.Block])
                .ThenBy(one => one.Anchor.Start)
                .ThenBy(one => one.Anchor.End);
        }
    }

    private static ReportModel ToModel(
        Place place,
        Story story,
        ReportRevision revision,
        Said said,
        List<(string Correction, DateTimeOffset At)> corrections,
        Func<string, string> assetUrl
    )
    {
        var text = revision.Text;
        var numbered = said.InText(text).Select((passage, at) => (Passage: passage, Number: at + 1)).ToList();
        var ofBlock = numbered.ToLookup(one => one.Passage.Anchor.Block);
        var talked = said
            .Unsourced.Where(one => !one.IsOrphaned)
            .OrderBy(one => one.Anchor.Start)
            .ToLookup(one => one.Anchor.Block);
        return new ReportModel(
            story.Title ?? text.Headline ?? "",
            story.PublishedAt,
            [
                .. text.Paragraphs.Select(paragraph =>
                    ToParagraph(place, paragraph, said, [.. ofBlock[paragraph.Id]]) with
                    {
                        Talks = [.. talked[paragraph.Id].Select(one => ToTalk(place, said, one, isAlone: true))],
                    }
                ),
            ]
        )
        {
            Kicker = text.Kicker ?? story.Section,
            Standfirst = text.Standfirst,
            Byline = story.Authors.Count == 0 ? null : string.Join(", ", story.Authors),
            ChangedAt = place.ChangedAt,
            ChangesUrl = place.ChangedAt is not null ? ChangesUrl(place.Home, place.Site, story.Id, story.Slug) : null,
            WriteUrl = place.IsOpen ? place.Home.Url($"/{place.Site.Name}/t/{story.Id}/write") : null,
            Photo = text.Picture is { } picture ? ToPhoto(place, picture, assetUrl) : null,
            Notices =
            [
                .. ToNotices(place, said, numbered)
                    .Concat(
                        corrections.Select(one => new ReportNoticeModel(
                            place.Words["report.correction"],
                            one.Correction,
                            one.At
                        ))
                    )
                    .OrderByDescending(one => one.At),
            ],
            Orphans =
            [
                .. said
                    .Passages.Where(one => one.IsOrphaned && (said.HasNote(one) || said.CountOf(one) > 0))
                    .Select(one =>
                        (
                            said.HasNote(one)
                                ? ToNote(place, 0, said, one)
                                : new SourceNoteModel(0, "")
                                {
                                    OldQuote = one.OldQuote,
                                    Talk = ToTalk(place, said, one, isAlone: false),
                                }
                        ) with
                        {
                            TextUrl = TextUrl(place.Home, place.Site.Name, story.Id, story.Slug, one.Revision),
                        }
                    ),
            ],
        };
    }

    /// <summary>Where a published report is read with its sources.</summary>
    public static string UrlOf(Home home, Site site, Guid story, string? slug) =>
        home.Url(Report.PathOf(site.Name, story, slug));

    /// <summary>Where every change of a published report is shown.</summary>
    public static string ChangesUrl(Home home, Site site, Guid story, string? slug) =>
        home.Url(slug is null ? $"/{site.Name}/t/{story}/changes" : $"/{site.Name}/s/{slug}/changes");

    /// <summary>Where the text of a published report is read as it stood: after this revision, or the one that was published of it.</summary>
    public static string TextUrl(Home home, string site, Guid story, string? slug, int number) =>
        home.Url(slug is null ? $"/{site}/t/{story}/changes/{number}" : $"/{site}/s/{slug}/changes/{number}");

    private static PhotoModel ToPhoto(Place place, ReportPicture picture, Func<string, string> assetUrl) =>
        new(
            picture.File is { } file ? place.Home.Url($"/{place.Site.Name}{PictureEndpoints.PathOf(file)}")
                : picture.Asset is { } asset ? assetUrl(asset)
                : null,
            picture.Width,
            picture.Height,
            picture.Description ?? picture.Caption ?? "",
            picture.Caption,
            picture.Credit,
            picture.Kind
        )
        {
            Source = DigitalSourceTypes.Caption(place.Words, picture.DigitalSourceType),
        };

    // What is known of a claim is said once above the text, with the first passage that states it: whoever disputes it has taken nothing back.
    private static IEnumerable<ReportNoticeModel> ToNotices(
        Place place,
        Said said,
        IEnumerable<(Passage Passage, int Number)> numbered
    ) =>
        numbered
            .SelectMany(one => Stated(said.OfPassage[one.Passage.Id]).Select(claim => (one.Passage, one.Number, Claim: claim)))
            .DistinctBy(one => one.Claim)
            .Where(one => said.LastStatus.TryGetValue(one.Claim, out var last) && last.Status != ClaimStatus.Open)
            .Select(one => new ReportNoticeModel(
                place.Words.Format(
                    "report.passage-is",
                    ("number", one.Number),
                    ("status", SourcingSentences.StatusOf(place.Words, said.LastStatus[one.Claim].Status))
                ),
                said.LastStatus[one.Claim].Reason,
                said.LastStatus[one.Claim].At,
                ClaimUrl(place, one.Passage.StoryId, one.Claim)
            ));

    private static IEnumerable<Guid> Stated(IEnumerable<Attribution> ways) =>
        ways.Where(one => one is { Stance: Stance.States, IsDeclined: false })
            .Select(one => one.ClaimId)
            .OfType<Guid>()
            .Distinct();

    // It knows from which story its reader comes: there they comment on it.
    private static string ClaimUrl(Place place, Guid story, Guid claim) =>
        place.Home.Url($"/{place.Site.Name}/claims/{claim}?{ClaimTalk.From}={story}");

    private static SourceNoteModel ToNote(Place place, int number, Said said, Passage passage)
    {
        var words = place.Words;
        var ways = said.OfPassage[passage.Id].ToList();
        var ofClaim = ways.Where(one => one.ClaimId is { } id && said.Claims.ContainsKey(id))
            .ToLookup(one => said.Claims[one.ClaimId!.Value]);
        return new SourceNoteModel(
            number,
            words.ListedApart(
                ways.Count > 0
                    ? ways.Select(one => SourcingSentences.Summary(words, one)).Distinct()
                    : said.Replies[passage.Id].Select(one => one.Name).Distinct()
            )
        )
        {
            Replies =
            [
                .. said.Replies[passage.Id]
                    .Select(one => new NamedReplyModel(one.Name, one.Words ?? "", one.SentAt ?? one.OfferedAt)
                    {
                        Response = one is { Response: { } response, ResponseName: { } by, ResponseAt: { } at }
                            ? new(by, response, at)
                            : null,
                    }),
            ],
            Chains = [.. ways.Select(one => SourcingSentences.ToSteps(words, one.Hops, place.Site.Title).ToList())],
            Rests = ofClaim.Count == 0 ? RestsOn(ways) : null,
            Claims =
            [
                .. ofClaim.Select(one => new NotedClaimModel(
                    one.Key.Sentence,
                    RestsOn(said.OfClaim[one.Key.Id].ToList() is { Count: > 0 } everywhere ? everywhere : [.. one]),
                    ClaimUrl(place, passage.StoryId, one.Key.Id)
                )
                {
                    Status = Stated(one).Any() ? SourcingSentences.StatusOf(words, one.Key.Status) : null,
                    Stance = Stated(one).Any()
                        ? null
                        : one.Select(way => way.Stance)
                            .Where(stance => stance != Stance.States)
                            .Select(stance => words["claim.stance-" + SourcingSentences.WordOf(stance)])
                            .FirstOrDefault(),
                }),
            ],
            OldQuote = passage.OldQuote,
            Talk = ToTalk(place, said, passage, isAlone: false),
        };

        string RestsOn(IReadOnlyCollection<Attribution> carried) =>
            SourcingSentences.Rests(words, RootCount.Of(carried, place.Site.Title));
    }

    // Words that are gone keep the comments on them, and get no more.
    private static TalkModel ToTalk(Place place, Said said, Passage passage, bool isAlone) =>
        new(
            CommentModels.AnchorOf(passage.Id),
            said.CountOf(passage),
            place.Home.Url($"/{place.Site.Name}/passages/{passage.Id}")
        )
        {
            WriteUrl =
                place.IsOpen && !passage.IsOrphaned
                    ? place.Home.Url($"/{place.Site.Name}/t/{passage.StoryId}/write?passage={passage.Id}")
                    : null,
            Quote = isAlone ? PlainText.Excerpt(passage.Anchor.Quote, LongestWords) : null,
            OldQuote = isAlone && passage.OldQuote is { } old ? PlainText.Excerpt(old, LongestWords) : null,
        };

    private static ParagraphModel ToParagraph(
        Place place,
        ReportParagraph paragraph,
        Said said,
        IReadOnlyList<(Passage Passage, int Number)> passages
    )
    {
        var notes = passages.Select(one => ToNote(place, one.Number, said, one.Passage)).ToList();
        if (passages.Count == 0)
            return new ParagraphModel([new RunModel(paragraph.Text)]) { Id = paragraph.Id, Notes = notes };
        var text = CanonicalText.Of(paragraph.Text);
        var spans = passages
            .Select(one =>
                (
                    one.Number,
                    Start: CanonicalText.ToUtf16(text, one.Passage.Anchor.Start),
                    End: CanonicalText.ToUtf16(text, one.Passage.Anchor.End)
                )
            )
            .ToList();
        var cuts = spans
            .SelectMany(one => new[] { one.Start, one.End })
            .Append(0)
            .Append(text.Length)
            .Distinct()
            .Order()
            .ToList();
        var runs = cuts.Zip(cuts.Skip(1))
            .Select(cut => new RunModel(
                text[cut.First..cut.Second],
                spans.Exists(one => one.Start <= cut.First && cut.Second <= one.End),
                [.. spans.Where(one => one.Start == cut.First).Select(one => one.Number)],
                [.. spans.Where(one => one.End == cut.Second).Select(one => one.Number)]
            ));
        return new ParagraphModel([.. runs]) { Id = paragraph.Id, Notes = notes };
    }
}
