using Parley.Comments;
using Parley.Markup;
using Parley.Notices;
using Parley.Reasons;
using Parley.Screening;
using Parley.Sites;
using Parley.Storage;
using Parley.Stories;

namespace Parley.Moderation;

/// <summary>Finds what may be decided together with a comment.</summary>
internal sealed class BatchStore(Database database, TimeProvider clock)
{
    /// <summary>The most that are decided in one transaction: others wait for it.</summary>
    public const int AtOnce = 200;

    /// <summary>The most that one press of a button decides: more than a writer may send in a day at any pace that a person has.</summary>
    public const int Most = 1_000;

    public static readonly TimeSpan Day = TimeSpan.FromHours(24);

    // What is alike stands close together, as a rule: it was held within the same hours.
    private const int LookedAt = 2_000;

    /// <param name="within">The stories that whoever asks may moderate.</param>
    /// <summary>The comments that go with one, itself among them where it waits too; null where there is no such comment.</summary>
    public Task<Batch?> FindAsync(Site site, Guid id, BatchKind kind, StorySections within, CancellationToken cancel) =>
        database.ReadAsync(
            async scope =>
            {
                if (await AuthoredComments.FindAsync(scope, site.Id, id, cancel) is not { } read)
                    return null;
                var common = kind switch
                {
                    BatchKind.Link => HostsOf(read.Comment.Source) is [var host, ..] ? host : null,
                    BatchKind.Check => await FindCheckAsync(scope, site.Id, id, cancel),
                    _ => null,
                };
                var (sql, parameters) = Candidates(site.Id, read.Comment.AuthorId, kind, common, within);
                var candidates = await scope.ListAsync(sql, parameters, row => (Id: row.Guid(0), Source: row.Text(1)), cancel);
                var sense = new Sense(read.Comment.Source);
                var meant = candidates
                    .Where(one =>
                        kind switch
                        {
                            BatchKind.Link => common is not null && HostsOf(one.Source).Contains(common),
                            BatchKind.Alike => sense.IsNearly(new(one.Source)),
                            _ => true,
                        }
                    )
                    .Select(one => one.Id)
                    .ToList();
                var comments = await AuthoredComments.FindAsync(scope, site.Id, [.. meant.Take(Most)], cancel);
                return new Batch(
                    kind,
                    comments.FindAll(one => one.Comment.State is CommentState.Held or CommentState.Published),
                    meant.Count <= Most
                )
                {
                    Common = common,
                    Noticed = await NoticeStore.FindNoticedAsync(
                        scope,
                        site.Id,
                        comments.ConvertAll(one => one.Comment.Id),
                        cancel
                    ),
                };
            },
            cancel
        );

    /// <summary>
    /// The statement that finds what may go with a writer's comment. What is held and what is reported are two walks, each along its own
    /// index: asked for by one condition, both engines would read every comment of the site.
    /// </summary>
    internal (string Sql, (string, object?)[] Parameters) Candidates(
        SiteId site,
        Guid writer,
        BatchKind kind,
        string? common,
        StorySections within
    )
    {
        // What is looked at in detail is read with its words, the rest without.
        var words = kind is BatchKind.Link or BatchKind.Alike ? "c.source" : "''";
        var which =
            within.And("c.thread_id")
            + kind switch
            {
                BatchKind.Writer => " AND c.author_id = @writer",
                BatchKind.Check =>
                    " AND EXISTS (SELECT 1 FROM statement s WHERE s.site_id = @site AND s.comment_id = c.id AND s.content LIKE @check)",
                _ => "",
            };
        var sql =
            kind == BatchKind.Day
                ? $"""
                    SELECT c.id, {words} FROM authored a JOIN comment c ON c.site_id = a.site_id AND c.id = a.comment_id
                    WHERE a.site_id = @site AND a.author_id = @writer AND a.at > @day AND c.state IN (0, 1){which}
                    ORDER BY a.at DESC, a.comment_id DESC LIMIT @most
                    """
                : $"""
                    SELECT w.id, w.words FROM (
                        SELECT held.id, held.at, held.words FROM (SELECT c.id AS id, c.posted_at AS at, {words} AS words FROM comment c
                            WHERE c.site_id = @site AND c.state = 1{which} ORDER BY c.posted_at, c.id LIMIT @most) held
                        UNION ALL
                        SELECT reported.id, reported.at, reported.words FROM (SELECT c.id AS id, c.posted_at AS at, {words} AS words FROM comment c
                            WHERE c.site_id = @site AND c.state = 0 AND c.id IN
                                (SELECT comment_id FROM report WHERE site_id = @site AND settled_at IS NULL){which}
                            ORDER BY c.posted_at, c.id LIMIT @most) reported
                    ) w ORDER BY w.at, w.id LIMIT @most
                    """;
        return (
            sql,
            [
                ("@site", site),
                ("@writer", writer),
                ("@day", clock.GetUtcNow() - Day),
                ("@check", StatementStore.LikeFoundBy(common ?? "")),
                ("@most", kind is BatchKind.Link or BatchKind.Alike ? LookedAt : Most + 1),
                .. within.Parameters,
            ]
        );
    }

    /// <summary>What a text says, to find those that say nearly the same.</summary>
    private sealed class Sense
    {
        private readonly Wording wording;
        private readonly Shingles runs;

        public Sense(string source)
        {
            var folded = FoldedText.Of(source);
            (wording, runs) = (Wording.Of(folded), Shingles.Of(folded));
        }

        public bool IsNearly(Sense other) => (!wording.IsEmpty && wording == other.wording) || runs.AreNearly(other.runs);
    }

    private static async Task<string?> FindCheckAsync(DbScope scope, SiteId site, Guid comment, CancellationToken cancel)
    {
        var statements = await CaseStore.ListStatementsAsync(scope, site, [comment], cancel);
        var found = statements[comment].LastOrDefault(statement => statement.Reasons.Count > 0);
        return found?.Reasons.MaxBy(reason => reason.Verdict)?.Check;
    }

    /// <summary>The hosts to which a text leads, each once; with "www." in front it is the same place.</summary>
    internal static IReadOnlyList<string> HostsOf(string source) =>
        [
            .. LinkedHosts
                .Of(source, WebAddresses.In(FoldedText.Of(source)), [])
                .Select(one => Markup.WebAddress.WithoutWww(one.Host).ToString())
                .Distinct(),
        ];
}
