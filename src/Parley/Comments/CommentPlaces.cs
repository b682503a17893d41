using Parley.Sourcing;
using Parley.Storage;
using Parley.Stories;

namespace Parley.Comments;

/// <summary>On which words of a report, or which claim, comments hang.</summary>
internal sealed class CommentPlaces(Database database, Ids ids, TimeProvider clock)
{
    /// <summary>The most passages of one report that readers chose: whoever sends words could otherwise fill it with them.</summary>
    public const int MostByReaders = 500;

    /// <summary>What a comment's place adds to <see cref="AuthoredComments"/>: its columns and its tables.</summary>
    internal const string Columns =
        "pl.passage_id, pl.claim_id, pq.quote, pq.state, pq.old_quote, pc.sentence, pq.story_id, pq.revision";

    /// <inheritdoc cref="Columns"/>
    internal const string Joins = """
        LEFT JOIN comment_place pl ON pl.site_id = c.site_id AND pl.comment_id = c.id
        LEFT JOIN passage pq ON pq.site_id = pl.site_id AND pq.id = pl.passage_id
        LEFT JOIN claim pc ON pc.site_id = pl.site_id AND pc.id = pl.claim_id
        """;

    /// <summary>The place that is asked for, as it stands now. Nothing is made of words that nobody chose before.</summary>
    public Task<Result<CommentPlace>> FindAsync(SiteId site, Guid story, PlaceAsked asked, CancellationToken cancel) =>
        database.ReadAsync<Result<CommentPlace>>(
            async scope =>
            {
                var found = await FindAsync(scope, site, story, asked, cancel);
                return found.IsSuccess ? found.Value.Place : (Result<CommentPlace>)found.Problem;
            },
            cancel
        );

    /// <summary>The place that is asked for; words that nobody chose before become a passage.</summary>
    public async Task<Result<CommentPlace>> ChooseAsync(SiteId site, Guid story, PlaceAsked asked, CancellationToken cancel)
    {
        if (asked.Words is null)
            return await FindAsync(site, story, asked, cancel);
        return await database.WriteAsync<Result<CommentPlace>>(
            async scope =>
            {
                // Behind the report's row: the text does not change under the words.
                await ReportTextStore.LockAsync(scope, site, story, cancel);
                var found = await FindAsync(scope, site, story, asked, cancel);
                if (!found.IsSuccess)
                    return found.Problem;
                if (found.Value.New is not { } passage)
                    return found.Value.Place;
                if (await SourcingStore.CountUnsourcedAsync(scope, site, story, cancel) >= MostByReaders)
                    return Problems.TooManyPlaces;
                await SourcingStore.AddPassageAsync(scope, site, passage, clock.GetUtcNow(), cancel);
                return found.Value.Place;
            },
            cancel
        );
    }

    /// <summary>How many public comments hang on each passage of a report, and on each of these claims in any discussion.</summary>
    public Task<PlaceCounts> CountAsync(SiteId site, Guid story, IReadOnlyCollection<Guid> claims, CancellationToken cancel) =>
        database.ReadAsync(
            async scope =>
            {
                var ofPassages = await scope.ListAsync(
                    """
                    SELECT pl.passage_id, count(*) FROM comment_place pl
                    JOIN comment c ON c.site_id = pl.site_id AND c.id = pl.comment_id
                    WHERE pl.site_id = @site AND pl.story_id = @story AND pl.passage_id IS NOT NULL AND c.state = 0
                    GROUP BY pl.passage_id
                    """,
                    [("@site", site), ("@story", story)],
                    row => (Id: row.Guid(0), Count: row.Int(1)),
                    cancel
                );
                if (claims.Count == 0)
                    return new PlaceCounts(ofPassages.ToDictionary(one => one.Id, one => one.Count), []);
                return new PlaceCounts(
                    ofPassages.ToDictionary(one => one.Id, one => one.Count),
                    await CountOfClaimsAsync(scope, site, claims, cancel)
                );
            },
            cancel
        );

    /// <summary>How many public comments hang on a claim in any discussion.</summary>
    public async Task<int> CountOfClaimAsync(SiteId site, Guid claim, CancellationToken cancel) =>
        (await database.ReadAsync(scope => CountOfClaimsAsync(scope, site, [claim], cancel), cancel)).GetValueOrDefault(claim);

    private static async Task<Dictionary<Guid, int>> CountOfClaimsAsync(
        DbScope scope,
        SiteId site,
        IReadOnlyCollection<Guid> claims,
        CancellationToken cancel
    )
    {
        var (names, parameters) = DbScope.In("claim", claims);
        var found = await scope.ListAsync(
            $"""
            SELECT pl.claim_id, count(*) FROM comment_place pl
            JOIN comment c ON c.site_id = pl.site_id AND c.id = pl.comment_id
            WHERE pl.site_id = @site AND pl.claim_id IN ({names}) AND c.state = 0 GROUP BY pl.claim_id
            """,
            [("@site", site), .. parameters],
            row => (Id: row.Guid(0), Count: row.Int(1)),
            cancel
        );
        return found.ToDictionary(one => one.Id, one => one.Count);
    }

    /// <summary>The public comments on a passage and on the claims that it makes, the oldest first.</summary>
    /// <param name="after">The last one of the part before; null for the first part.</param>
    public Task<List<ReadComment>> ListAsync(
        SiteId site,
        Guid passage,
        IReadOnlyCollection<Guid> claims,
        TimeCursor? after,
        int most,
        CancellationToken cancel
    )
    {
        var (names, parameters) = claims.Count == 0 ? ("", []) : DbScope.In("claim", claims);
        var orClaim = claims.Count == 0 ? "" : $"OR claim_id IN ({names})";
        return ListAsync(site, $"passage_id = @passage {orClaim}", [("@passage", passage), .. parameters], after, most, cancel);
    }

    /// <summary>The public comments on a claim in any discussion, the oldest first.</summary>
    /// <param name="after">The last one of the part before; null for the first part.</param>
    public Task<List<ReadComment>> ListOfClaimAsync(
        SiteId site,
        Guid claim,
        TimeCursor? after,
        int most,
        CancellationToken cancel
    ) => ListAsync(site, "claim_id = @claim", [("@claim", claim)], after, most, cancel);

    /// <summary>The public comments on any words of a report, the oldest first.</summary>
    /// <param name="after">The last one of the part before; null for the first part.</param>
    public Task<List<ReadComment>> ListOfStoryAsync(
        SiteId site,
        Guid story,
        TimeCursor? after,
        int most,
        CancellationToken cancel
    ) => ListAsync(site, "story_id = @story AND passage_id IS NOT NULL", [("@story", story)], after, most, cancel);

    private Task<List<ReadComment>> ListAsync(
        SiteId site,
        string where,
        (string, object?)[] parameters,
        TimeCursor? after,
        int most,
        CancellationToken cancel
    ) =>
        database.ReadAsync(
            scope =>
                scope.ListAsync(
                    $"""
                    {AuthoredComments.Select} AND c.state = 0 AND c.id IN (
                        SELECT comment_id FROM comment_place WHERE site_id = @site AND ({where}))
                        AND (c.posted_at, c.id) > (@at, @id) ORDER BY c.posted_at, c.id LIMIT @most
                    """,
                    [
                        ("@site", site),
                        ("@at", (after ?? TimeCursor.Oldest).At),
                        ("@id", (after ?? TimeCursor.Oldest).Id),
                        ("@most", most),
                        .. parameters,
                    ],
                    AuthoredComments.Read,
                    cancel
                ),
            cancel
        );

    private async Task<Result<(CommentPlace Place, Passage? New)>> FindAsync(
        DbScope scope,
        SiteId site,
        Guid story,
        PlaceAsked asked,
        CancellationToken cancel
    )
    {
        // Drafts are nobody's but the newsroom's.
        if (!asked.IsOne || await ReportTextStore.FindAsync(scope, site, story, cancel) is not { IsDraft: false } report)
            return Problems.PlaceNotFound;
        if (asked.Claim is { } claim)
            return
                await SourcingStore.IsClaimedAsync(scope, site, story, claim, cancel)
                && await SourcingStore.FindClaimAsync(scope, site, claim, cancel) is { } there
                ? (new CommentPlace(null, claim, there.Sentence), (Passage?)null)
                : Problems.PlaceNotFound;
        if (asked.Passage is { } id)
            return
                await SourcingStore.FindPassageAsync(scope, site, id, cancel) is { } passage
                && passage.StoryId == story
                && !passage.IsOrphaned
                ? (ToPlace(passage), (Passage?)null)
                : Problems.PlaceNotFound;
        if (await ReportTextStore.FindNewestAsync(scope, site, story, cancel) is not { } revision)
            return Problems.PlaceNotFound;
        var found = TextAnchor.Find(
            ReportBlock.AllOf(revision.Text),
            asked.Words!,
            asked.Prefix,
            asked.Suffix,
            string.IsNullOrEmpty(asked.Block) ? null : asked.Block
        );
        if (found.Anchor is not { } anchor)
            return found.Places > 1 ? Problems.PassageAmbiguous : Problems.PassageNotFound;
        if (await SourcingStore.FindPassageAsync(scope, site, story, anchor, cancel) is { } same)
            return (ToPlace(same), (Passage?)null);
        var chosen = new Passage(ids.New(), story, report.Number, anchor, AnchorState.Anchored, null);
        return (ToPlace(chosen), chosen);
    }

    public static CommentPlace ToPlace(Passage passage) =>
        new(passage.Id, null, passage.Anchor.Quote)
        {
            State = passage.State,
            OldWords = passage.OldQuote,
            LastIn = (passage.StoryId, passage.Revision),
        };

    /// <summary>The place of a comment, of the columns that <see cref="Columns"/> names; null where it is on the story as a whole.</summary>
    internal static CommentPlace? Read(Row row, int at)
    {
        if (!row.IsNull(at) && row.TextOrNull(at + 2) is { } quote)
            return new(row.Guid(at), null, quote)
            {
                State = (AnchorState)row.Int(at + 3),
                OldWords = row.TextOrNull(at + 4),
                LastIn = (row.Guid(at + 6), row.Int(at + 7)),
            };
        return !row.IsNull(at + 1) && row.TextOrNull(at + 5) is { } sentence ? new(null, row.Guid(at + 1), sentence) : null;
    }
}

/// <summary>How many public comments hang where.</summary>
internal sealed record PlaceCounts(Dictionary<Guid, int> OfPassages, Dictionary<Guid, int> OfClaims)
{
    public static PlaceCounts None { get; } = new([], []);

    /// <summary>Those on a passage and on what it claims.</summary>
    public int Of(Guid passage, IEnumerable<Guid> claims) =>
        OfPassages.GetValueOrDefault(passage) + claims.Sum(claim => OfClaims.GetValueOrDefault(claim));
}
