using Parley.Comments;
using Parley.Markup;
using Parley.Policies;
using Parley.Readers;
using Parley.Reasons;
using Parley.Scoring;
using Parley.Screening;
using Parley.Sites;
using Parley.Storage;
using Parley.Stories;

namespace Parley.Moderation;

/// <summary>What checks and lists would have done to past comments.</summary>
/// <param name="Looked">How many comments were looked at, the newest of the site.</param>
/// <param name="IsWhole">False where the time ran out before all that were asked for.</param>
/// <param name="Together">Comments in which any check found something.</param>
/// <param name="Checks">By check, in the order of the checks; those that found nothing are not among them.</param>
internal sealed record PastTrial(int Looked, bool IsWhole, DecidedCount Together, IReadOnlyList<TriedCheck> Checks);

/// <param name="Examples">Some of the comments, the newest first, each with what the check says of it.</param>
internal sealed record TriedCheck(string Check, DecidedCount Count, IReadOnlyList<TriedComment> Examples);

internal sealed record TriedComment(PastComment Comment, IReadOnlyList<Reason> Reasons);

/// <summary>
/// Tries how a site's checks are set, and its word lists, on its past comments, saved or not: what they would have held beside what
/// people decided. Nothing is kept of it, and nothing changes.
/// </summary>
internal sealed class TryOnPast(
    Database database,
    Screener screener,
    WordListStore lists,
    CheckSettingsStore settings,
    TextModels models,
    TimeProvider clock
) : IDisposable
{
    /// <summary>The most comments that one trial looks at.</summary>
    public const int Most = 20_000;

    private const int AtOnce = 500;
    private const int MostExamples = 5;

    // Of reading and of looking each: whoever waits for a page goes away after more.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(8);

    // What it takes is taken from readers: one at a time.
    private readonly SemaphoreSlim turn = new(1);

    /// <summary>What is tried; what is null is as the site has it.</summary>
    internal sealed record Request(int Comments)
    {
        public CheckSettings? Checks { get; init; }
        public string? Banned { get; init; }
        public string? Suspect { get; init; }
        public string? Allowed { get; init; }

        /// <summary>The limits of scores that a policy would set: then these checks alone are tried.</summary>
        public IReadOnlyDictionary<string, int>? Scores { get; init; }

        /// <summary>Of which part of the site the comments are: all of it, or the stories of a section, under a tag, or one.</summary>
        public PolicyScope Within { get; init; } = PolicyScope.Site;
    }

    public async Task<PastTrial> HandleAsync(Site site, Request request, CancellationToken cancel)
    {
        await turn.WaitAsync(cancel);
        try
        {
            var words = new SiteWordLists(
                await ReadAsync(WordListKind.Banned, request.Banned),
                await ReadAsync(WordListKind.Suspect, request.Suspect),
                await ReadAsync(WordListKind.Allowed, request.Allowed)
            );
            var checks = request.Checks ?? await settings.FindAsync(site.Id, cancel);
            var (past, isWhole) = await ReadPastAsync(site, request, cancel);
            var policy = request.Scores is { } scores ? PolicyInForce.Nothing with { Scores = scores } : PolicyInForce.Nothing;
            var now = clock.GetUtcNow();
            var asked = await models.FindAsync(site.Id, checks, policy, true, cancel);
            return await Task.Run(() => Play(site, checks, policy, words, asked, past, isWhole, now, cancel), cancel);
        }
        finally
        {
            turn.Release();
        }

        async Task<WordList> ReadAsync(WordListKind kind, string? text) =>
            WordListReader.Read(text ?? (await lists.FindAsync(site.Id, kind, cancel)).Text, 0, out _, site.Language);
    }

    public void Dispose() => turn.Dispose();

    private PastTrial Play(
        Site site,
        CheckSettings checks,
        PolicyInForce policy,
        SiteWordLists words,
        IReadOnlyList<ITextModel> asked,
        List<PastComment> past,
        bool isWhole,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var began = clock.GetTimestamp();
        var replay = Begin(site.Id, past);
        var (looked, together) = (0, new DecidedCount());
        var found = new Dictionary<string, (DecidedCount Count, Queue<TriedComment> Examples)>(StringComparer.Ordinal);
        foreach (var comment in past)
        {
            cancel.ThrowIfCancellationRequested();
            if (clock.GetElapsedTime(began) > Longest)
                return ToTrial(false);
            looked++;
            var findings = screener.Review(ToDraft(site, checks, policy, words, asked, comment, replay, now));
            var reasons = findings
                .Reasons.Concat(findings.Shadow)
                .Where(reason => policy.Scores.Count > 0 ? policy.Scores.ContainsKey(reason.Check) : IsTried(reason.Check))
                .ToLookup(r => r.Check);
            if (reasons.Count > 0)
                together = together.With(comment.Judgement);
            foreach (var ofCheck in reasons)
            {
                var (count, examples) = found.GetValueOrDefault(ofCheck.Key, (default, new()));
                examples.Enqueue(new(comment, [.. ofCheck]));
                if (examples.Count > MostExamples)
                    examples.Dequeue();
                found[ofCheck.Key] = (count.With(comment.Judgement), examples);
            }
        }

        return ToTrial(isWhole);

        PastTrial ToTrial(bool whole) =>
            new(
                looked,
                whole,
                together,
                [
                    .. Screener
                        .InOrder.Where(check => found.ContainsKey(check.Name))
                        .Select(check => new TriedCheck(
                            check.Name,
                            found[check.Name].Count,
                            [.. found[check.Name].Examples.Reverse()]
                        )),
                ]
            );
    }

    private static Replay Begin(SiteId site, List<PastComment> past)
    {
        var replay = new Replay(site);
        foreach (var of in past.GroupBy(comment => comment.AuthorId))
            replay.Begin(of.Key, of.Last().Author.Published - of.Count(comment => comment.State == CommentState.Published));
        return replay;
    }

    private static Draft ToDraft(
        Site site,
        CheckSettings checks,
        PolicyInForce policy,
        SiteWordLists words,
        IReadOnlyList<ITextModel> asked,
        PastComment comment,
        Replay replay,
        DateTimeOffset now
    )
    {
        var folded = FoldedText.Of(comment.Source);
        var facts = replay.Meet(comment, Wording.Of(folded), Shingles.Of(folded));
        var html = SafeHtml.TryAccept(comment.Html, out var safe) ? safe : null;
        return new Draft
        {
            Folded = folded,
            Comment = comment.Id,
            Source = comment.Source,
            VisibleText = html is { } shown ? PlainText.Of(shown) : comment.Source,
            Links = html is { } linked ? SafeLinks.Of(linked) : [],
            Author = new(facts.Published, comment.Author.Kind == ReaderKind.Guest, comment.Author.Role.IsStaff()),
            Recent = facts.Recent,
            Settings = site.Settings,
            Checks = checks,
            Policy = policy,
            Decided = facts.Decided,
            MailDomain = comment.Author.Email is { } email ? HostName.Normalise(email[(email.LastIndexOf('@') + 1)..]) : null,
            Pace = facts.Pace,
            SaidByOthers = facts.SaidByOthers,
            Models = asked,
            Banned = words.Banned,
            Suspect = words.Suspect,
            Allowed = words.Allowed,
            At = comment.At,
            RulesAt = now,
        };
    }

    private static bool IsTried(string check) =>
        CheckSettings.Kinds.Any(kind => kind.Name == check)
        || check == WordCheck.Banned.Name
        || check == WordCheck.Suspect.Name;

    // The newest, in the order in which they came.
    private async Task<(List<PastComment> Comments, bool IsWhole)> ReadPastAsync(
        Site site,
        Request request,
        CancellationToken cancel
    )
    {
        var most = Math.Clamp(request.Comments, 1, Most);
        var began = clock.GetTimestamp();
        var (past, from, isWhole) = (new List<PastComment>(), TimeCursor.Newest, true);
        while (past.Count < most)
        {
            var isAll = request.Within.Kind == PolicyScopeKind.Site;
            var some = await ReadPastAsync(
                site,
                request.Within,
                from,
                isAll ? Math.Min(AtOnce, most - past.Count) : AtOnce,
                cancel
            );
            past.AddRange(some.Where(one => one.IsMeant).Select(one => one.Comment).Take(most - past.Count));
            if (some.Count == 0)
                break;
            from = new(some[^1].Comment.At, some[^1].Comment.Id);
            if (clock.GetElapsedTime(began) <= Longest)
                continue;
            isWhole = false;
            break;
        }

        past.Reverse();
        return (past, isWhole);
    }

    private Task<List<(PastComment Comment, bool IsMeant)>> ReadPastAsync(
        Site site,
        PolicyScope within,
        TimeCursor from,
        int most,
        CancellationToken cancel
    )
    {
        var sections = within.Kind == PolicyScopeKind.Section ? StorySections.Of(site, [within.Name]) : StorySections.Whole;
        // Which are meant is said of each that is looked at: a part of which there is little would have one statement read the whole site.
        // A tag means the same in any case, as it does for policies, and no database compares so.
        var tag = within.Kind == PolicyScopeKind.Tag ? within.Name : null;
        return database.ReadAsync(
            scope =>
                scope.ListAsync(
                    $"""
                    SELECT c.id, c.thread_id, c.author_id, c.state, c.source, c.html, a.at, r.kind, r.role, r.published_count,
                        coalesce(o.email, r.email), EXISTS (SELECT 1 FROM decision d
                            WHERE d.site_id = @site AND d.comment_id = c.id AND d.taken_back_at IS NULL),
                        CASE WHEN 1 = 1{sections.And("a.thread_id")} THEN 1 ELSE 0 END{(
                        tag is null ? "" : ", (SELECT s.tags FROM story s WHERE s.site_id = @site AND s.id = a.thread_id)"
                    )}
                    FROM authored a
                    JOIN comment c ON c.site_id = a.site_id AND c.id = a.comment_id
                    JOIN reader r ON r.site_id = c.site_id AND r.id = c.author_id
                    LEFT JOIN account o ON o.id = r.account_id
                    WHERE a.site_id = @site AND (a.at, a.comment_id) < (@at, @id) AND c.source <> ''{(
                        within.ThreadId is null ? "" : " AND a.thread_id = @thread"
                    )}
                    ORDER BY a.at DESC, a.comment_id DESC LIMIT @most
                    """,
                    [
                        ("@site", site.Id),
                        ("@at", from.At),
                        ("@id", from.Id),
                        ("@most", most),
                        ("@thread", within.ThreadId ?? Guid.Empty),
                        .. sections.Parameters,
                    ],
                    row =>
                        (
                            new PastComment(
                                row.Guid(0),
                                row.Guid(1),
                                row.Guid(2),
                                (CommentState)row.Int(3),
                                row.Text(4),
                                row.Text(5),
                                row.Time(6),
                                new((ReaderKind)row.Int(7), (ReaderRole)row.Int(8), row.Int(9), row.TextOrNull(10)),
                                row.Bool(11)
                            ),
                            tag is null
                                ? row.Int(12) == 1
                                : StoryStore.NamesIn(row.TextOrNull(13)).Contains(tag, StringComparer.OrdinalIgnoreCase)
                        ),
                    cancel
                ),
            cancel
        );
    }
}
