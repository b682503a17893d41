using Parley.Storage;

namespace Parley.Sourcing;

/// <summary>Sources, claims, passages and who said what, as they are kept.</summary>
internal sealed class SourcingStore(Database database)
{
    public const int OnPage = 50;
    private const int MostSought = 8;

    /// <summary>What <see cref="ReadSource"/> reads of a source <c>s</c>.</summary>
    internal const string SourceColumns = "s.id, s.kind, s.name, s.why_unnamed, s.is_name_known, s.interest, s.url, s.note";

    /// <summary>What <see cref="ReadHop"/> reads of a step <c>h</c>, whether of a chain or of what it was before.</summary>
    internal const string HopColumns = "h.act, h.said_on, h.place, h.url, h.archived_url, h.seen, h.is_verbatim";
    private const string ClaimColumns = "c.id, c.sentence, c.kind, c.status, c.status_at, c.said_on, c.valid_from, c.valid_to";

    // Drafts belong to the newsroom: what the public reads is of published reports, or of articles elsewhere.
    public const string IsPublic =
        "(a.story_id IS NULL OR EXISTS (SELECT 1 FROM report_text r WHERE r.site_id = @site AND r.story_id = a.story_id AND r.published_at IS NOT NULL))";

    // A claim of drafts alone is not public, whoever else carries it: that it is being looked into is the newsroom's.
    public const string IsPublicClaim = $"""
        EXISTS (SELECT a.claim_id FROM attribution a {WhoCarries} WHERE a.site_id = @site AND a.claim_id = c.id
            GROUP BY a.claim_id {IsCarriedPublicly})
        """;

    /// <summary>To each attribution <c>a</c> the published report that it is of.</summary>
    internal const string WhoCarries =
        "LEFT JOIN report_text r ON r.site_id = a.site_id AND r.story_id = a.story_id AND r.published_at IS NOT NULL";

    /// <summary>Of attributions by claim: those of claims that a published report carries, or articles elsewhere alone.</summary>
    internal const string IsCarriedPublicly = "HAVING count(r.story_id) > 0 OR count(a.story_id) = 0";

    private const string PassageColumns =
        "id, story_id, revision, block, first, after, quote, prefix, suffix, state, old_quote";

    /// <summary>The passages of a report, in the order in which they were marked.</summary>
    public Task<List<Passage>> ListPassagesAsync(SiteId site, Guid story, CancellationToken cancel) =>
        database.ReadAsync(scope => ListPassagesAsync(scope, site, story, cancel), cancel);

    /// <inheritdoc cref="ListPassagesAsync(SiteId, Guid, CancellationToken)"/>
    public static Task<List<Passage>> ListPassagesAsync(DbScope scope, SiteId site, Guid story, CancellationToken cancel) =>
        scope.ListAsync(
            $"""
            SELECT {PassageColumns} FROM passage
            WHERE site_id = @site AND story_id = @story ORDER BY id
            """,
            [("@site", site), ("@story", story)],
            ReadPassage,
            cancel
        );

    public static Task<Passage?> FindPassageAsync(DbScope scope, SiteId site, Guid id, CancellationToken cancel) =>
        scope.FirstAsync(
            $"""
            SELECT {PassageColumns} FROM passage
            WHERE site_id = @site AND id = @id
            """,
            [("@site", site), ("@id", id)],
            ReadPassage,
            cancel
        );

    public Task<Passage?> FindPassageAsync(SiteId site, Guid id, CancellationToken cancel) =>
        database.ReadAsync(scope => FindPassageAsync(scope, site, id, cancel), cancel);

    public async Task<Dictionary<Guid, Passage>> FindPassagesAsync(
        SiteId site,
        IReadOnlyCollection<Guid> ids,
        CancellationToken cancel
    )
    {
        if (ids.Count == 0)
            return [];
        var (names, parameters) = DbScope.In("id", ids);
        var found = await database.ReadAsync(
            scope =>
                scope.ListAsync(
                    $"""
                    SELECT {PassageColumns} FROM passage
                    WHERE site_id = @site AND id IN ({names})
                    """,
                    [("@site", site), .. parameters],
                    ReadPassage,
                    cancel
                ),
            cancel
        );
        return found.ToDictionary(one => one.Id);
    }

    /// <summary>The passage of a report that stands on exactly these words; none that was orphaned.</summary>
    public static Task<Passage?> FindPassageAsync(
        DbScope scope,
        SiteId site,
        Guid story,
        TextAnchor anchor,
        CancellationToken cancel
    ) =>
        scope.FirstAsync(
            $"""
            SELECT {PassageColumns} FROM passage
            WHERE site_id = @site AND story_id = @story AND block = @block AND first = @start AND after = @end AND state <> @orphaned
            ORDER BY id LIMIT 1
            """,
            [
                ("@site", site),
                ("@story", story),
                ("@block", anchor.Block),
                ("@start", anchor.Start),
                ("@end", anchor.End),
                ("@orphaned", AnchorState.Orphaned),
            ],
            ReadPassage,
            cancel
        );

    /// <summary>How many passages of a report have nobody who said them: readers chose them.</summary>
    public static Task<int> CountUnsourcedAsync(DbScope scope, SiteId site, Guid story, CancellationToken cancel) =>
        scope.FirstAsync(
            """
            SELECT count(*) FROM passage p WHERE p.site_id = @site AND p.story_id = @story AND NOT EXISTS (
                SELECT 1 FROM attribution a WHERE a.site_id = @site AND a.story_id = @story AND a.passage_id = p.id)
            """,
            [("@site", site), ("@story", story)],
            row => row.Int(0),
            cancel
        );

    /// <summary>Whether a source stands on any of the ways by which a passage came.</summary>
    public static async Task<bool> IsNamedAsync(
        DbScope scope,
        SiteId site,
        Guid passage,
        Guid source,
        CancellationToken cancel
    ) =>
        await scope.FirstAsync(
            """
            SELECT 1 FROM attribution a JOIN hop h ON h.site_id = a.site_id AND h.attribution_id = a.id
            WHERE a.site_id = @site AND a.passage_id = @passage AND h.source_id = @source LIMIT 1
            """,
            [("@site", site), ("@passage", passage), ("@source", source)],
            row => row.Int(0),
            cancel
        ) == 1;

    /// <summary>How many passages of a published report, still in its text, have their source named; null where there is no such text.</summary>
    public Task<int?> CountSourcedAsync(SiteId site, Guid story, CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                scope.FirstAsync(
                    """
                    SELECT (SELECT count(*) FROM passage p WHERE p.site_id = @site AND p.story_id = @story AND p.state <> @orphaned
                        AND EXISTS (SELECT 1 FROM attribution a
                            WHERE a.site_id = @site AND a.story_id = @story AND a.passage_id = p.id))
                    FROM report_text t WHERE t.site_id = @site AND t.story_id = @story AND t.published_at IS NOT NULL
                    """,
                    [("@site", site), ("@story", story), ("@orphaned", AnchorState.Orphaned)],
                    row => (int?)row.Int(0),
                    cancel
                ),
            cancel
        );

    /// <summary>Whether the report of a story makes a claim, or speaks of it.</summary>
    public static async Task<bool> IsClaimedAsync(
        DbScope scope,
        SiteId site,
        Guid story,
        Guid claim,
        CancellationToken cancel
    ) =>
        await scope.FirstAsync(
            "SELECT 1 FROM attribution WHERE site_id = @site AND story_id = @story AND claim_id = @claim LIMIT 1",
            [("@site", site), ("@story", story), ("@claim", claim)],
            row => row.Int(0),
            cancel
        ) == 1;

    /// <summary>The stories whose published reports carry a claim, the last published first.</summary>
    /// <param name="from">One that is among them, if it carries the claim, however long ago it was published.</param>
    public Task<List<Guid>> ListStoriesAsync(SiteId site, Guid claim, Guid? from, int most, CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                scope.ListAsync(
                    """
                    SELECT r.story_id FROM report_text r WHERE r.site_id = @site AND r.published_at IS NOT NULL AND r.story_id IN
                        (SELECT a.story_id FROM attribution a WHERE a.site_id = @site AND a.claim_id = @claim)
                    ORDER BY CASE WHEN r.story_id = @from THEN 0 ELSE 1 END, r.published_at DESC, r.story_id LIMIT @most
                    """,
                    [("@site", site), ("@claim", claim), ("@from", from ?? default), ("@most", most)],
                    row => row.Guid(0),
                    cancel
                ),
            cancel
        );

    public static Task AddPassageAsync(
        DbScope scope,
        SiteId site,
        Passage passage,
        DateTimeOffset at,
        CancellationToken cancel
    ) =>
        scope.ExecuteAsync(
            """
            INSERT INTO passage (site_id, id, story_id, revision, block, first, after, quote, prefix, suffix, state, old_quote, made_at)
            VALUES (@site, @id, @story, @revision, @block, @start, @end, @quote, @prefix, @suffix, @state, @old, @at)
            """,
            [.. ValuesOf(site, passage), ("@story", passage.StoryId), ("@at", at)],
            cancel
        );

    /// <summary>Keeps where the words of a passage stand since the report was changed.</summary>
    public static Task MovePassageAsync(DbScope scope, SiteId site, Passage passage, CancellationToken cancel) =>
        scope.ExecuteAsync(
            """
            UPDATE passage SET revision = @revision, block = @block, first = @start, after = @end, quote = @quote, prefix = @prefix,
                suffix = @suffix, state = @state, old_quote = @old
            WHERE site_id = @site AND id = @id
            """,
            ValuesOf(site, passage),
            cancel
        );

    /// <summary>
    /// Forgets what the words of a draft's passages were before they were changed: the public reads those that it is published with, and
    /// no others. Passages that are gone from it are not shown.
    /// </summary>
    public static Task ForgetOldWordsAsync(DbScope scope, SiteId site, Guid story, CancellationToken cancel) =>
        scope.ExecuteAsync(
            """
            UPDATE passage SET state = @anchored, old_quote = NULL
            WHERE site_id = @site AND story_id = @story AND state <> @orphaned
            """,
            [("@site", site), ("@story", story), ("@anchored", AnchorState.Anchored), ("@orphaned", AnchorState.Orphaned)],
            cancel
        );

    /// <summary>What a report has from whom, with its chains.</summary>
    public Task<List<Attribution>> ListOfStoryAsync(SiteId site, Guid story, CancellationToken cancel) =>
        database.ReadAsync(scope => ListAsync(scope, site, "a.story_id = @story", [("@story", story)], cancel), cancel);

    /// <summary>What the public may read of who carries each of these claims, in the order in which it was entered.</summary>
    /// <param name="most">Of each claim.</param>
    public async Task<ILookup<Guid, Attribution>> ListOfClaimsAsync(
        SiteId site,
        IReadOnlyCollection<Guid> claims,
        int most,
        CancellationToken cancel
    )
    {
        if (claims.Count == 0)
            return Array.Empty<Attribution>().ToLookup(one => one.Id);
        var (names, parameters) = DbScope.In("claim", claims);
        var found = await database.ReadAsync(
            scope =>
                ListAsync(
                    scope,
                    site,
                    $"""
                    a.id IN (SELECT n.id FROM (
                        SELECT a.id, row_number() OVER (PARTITION BY a.claim_id ORDER BY a.id) AS place FROM attribution a
                        WHERE a.site_id = @site AND a.claim_id IN ({names}) AND {IsPublic}) n WHERE n.place <= @most)
                    """,
                    [.. parameters, ("@most", most)],
                    cancel
                ),
            cancel
        );
        return found.ToLookup(one => one.ClaimId!.Value);
    }

    /// <summary>What the public may read of who carries one claim, in the order in which it was entered.</summary>
    public Task<List<Attribution>> ListOfClaimAsync(SiteId site, Guid claim, int most, CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                ListAsync(
                    scope,
                    site,
                    $"""
                    a.id IN (SELECT a.id FROM attribution a WHERE a.site_id = @site AND a.claim_id = @claim AND {IsPublic}
                        ORDER BY a.id LIMIT @most)
                    """,
                    [("@claim", claim), ("@most", most)],
                    cancel
                ),
            cancel
        );

    /// <summary>
    /// Of what the public may read all that states one of many claims, by claim; of it only who has it from whom, and what was seen:
    /// by that the roots are counted.
    /// </summary>
    /// <param name="claims">SQL of ours that selects their ids as <c>claim_id</c>, each once.</param>
    public static async Task<ILookup<Guid, Attribution>> ListStatingAsync(
        DbScope scope,
        SiteId site,
        string claims,
        (string, object?)[] parameters,
        CancellationToken cancel
    )
    {
        // A few hundred sources stand in thousands of chains.
        Dictionary<Guid, Source> known = [];
        var rows = await scope.ListAsync(
            // The claims come first: SQLite would begin with every step of the site. It takes a cross join in the order in which it is written.
            $"""
            SELECT l.claim_id, a.id, a.story_id, h.act, h.seen, s.id, s.kind, s.name, o.id, o.kind, o.name
            FROM ({claims}) l CROSS JOIN attribution a CROSS JOIN hop h
            JOIN source s ON s.site_id = h.site_id AND s.id = h.source_id
            LEFT JOIN source o ON o.site_id = a.site_id AND o.id = a.outlet_id
            WHERE a.site_id = @site AND a.claim_id = l.claim_id AND a.stance = @states AND {IsPublic}
                AND h.site_id = a.site_id AND h.attribution_id = a.id
            ORDER BY a.id, h.number
            """,
            [("@site", site), ("@states", Stance.States), .. parameters],
            row =>
                (
                    Claim: row.Guid(0),
                    Attribution: row.Guid(1),
                    Story: row.GuidOrNull(2),
                    Hop: new Hop(Known(row, 5), (AttributionAct)row.Int(3)) { Seen = (Seen)row.Int(4) },
                    Outlet: row.IsNull(8) ? null : Known(row, 8)
                ),
            cancel
        );
        return rows.GroupBy(row => row.Attribution)
            .Select(group => (First: group.First(), Hops: group.Select(row => row.Hop).ToList()))
            .ToLookup(
                one => one.First.Claim,
                one => new Attribution(one.First.Attribution, one.Hops)
                {
                    ClaimId = one.First.Claim,
                    StoryId = one.First.Story,
                    Article = one.First.Outlet is { } outlet ? new(outlet, "", null, null) : null,
                }
            );

        Source Known(Row row, int at)
        {
            var id = row.Guid(at);
            if (!known.TryGetValue(id, out var source))
                known[id] = source = new Source(id, (SourceKind)row.Int(at + 1), row.Text(at + 2));
            return source;
        }
    }

    /// <summary>Who said something, held until the change is done.</summary>
    public static async Task<Attribution?> LockAttributionAsync(
        DbScope scope,
        SiteId site,
        Guid attribution,
        CancellationToken cancel
    )
    {
        await LockAsync(scope, "attribution", site, attribution, cancel);
        return await FindAttributionAsync(scope, site, attribution, cancel);
    }

    public Task<Attribution?> FindAttributionAsync(SiteId site, Guid attribution, CancellationToken cancel) =>
        database.ReadAsync(scope => FindAttributionAsync(scope, site, attribution, cancel), cancel);

    public static async Task<Attribution?> FindAttributionAsync(
        DbScope scope,
        SiteId site,
        Guid attribution,
        CancellationToken cancel
    ) => (await ListAsync(scope, site, "a.id = @id", [("@id", attribution)], cancel)).FirstOrDefault();

    private static async Task<List<Attribution>> ListAsync(
        DbScope scope,
        SiteId site,
        string condition,
        (string, object?)[] parameters,
        CancellationToken cancel
    )
    {
        var rows = await scope.ListAsync(
            $"""
            SELECT a.id, a.claim_id, a.stance, a.story_id, a.passage_id, a.article_title, a.article_url, a.article_on,
                {HopColumns}, {SourceColumns}, o.id, o.kind, o.name
            FROM attribution a CROSS JOIN hop h
            JOIN source s ON s.site_id = h.site_id AND s.id = h.source_id
            LEFT JOIN source o ON o.site_id = a.site_id AND o.id = a.outlet_id
            WHERE a.site_id = @site AND {condition} AND h.site_id = a.site_id AND h.attribution_id = a.id ORDER BY a.id, h.number
            """,
            [("@site", site), .. parameters],
            row =>
                (
                    Attribution: new Attribution(row.Guid(0), [])
                    {
                        ClaimId = row.GuidOrNull(1),
                        Stance = (Stance)row.Int(2),
                        StoryId = row.GuidOrNull(3),
                        PassageId = row.GuidOrNull(4),
                        Article = row.IsNull(23)
                            ? null
                            : new(
                                new Source(row.Guid(23), (SourceKind)row.Int(24), row.Text(25)),
                                row.TextOrNull(5) ?? "",
                                row.TextOrNull(6),
                                row.TextOrNull(7)
                            ),
                    },
                    Hop: ReadHop(row, 8, ReadSource(row, 15))
                ),
            cancel
        );
        return
        [
            .. rows.GroupBy(row => row.Attribution.Id)
                .Select(group => group.First().Attribution with { Hops = [.. group.Select(row => row.Hop)] }),
        ];
    }

    public static async Task AddAttributionAsync(
        DbScope scope,
        SiteId site,
        Attribution attribution,
        Guid by,
        DateTimeOffset at,
        CancellationToken cancel
    )
    {
        await scope.ExecuteAsync(
            """
            INSERT INTO attribution (site_id, id, claim_id, stance, story_id, passage_id, outlet_id, article_title, article_url,
                article_on, made_at, made_by)
            VALUES (@site, @id, @claim, @stance, @story, @passage, @outlet, @title, @url, @on, @at, @by)
            """,
            [
                ("@site", site),
                ("@id", attribution.Id),
                ("@claim", attribution.ClaimId),
                ("@stance", attribution.Stance),
                ("@story", attribution.StoryId),
                ("@passage", attribution.PassageId),
                ("@outlet", attribution.Article?.Outlet.Id),
                ("@title", attribution.Article?.Title),
                ("@url", attribution.Article?.Url),
                ("@on", attribution.Article?.On),
                ("@at", at),
                ("@by", by),
            ],
            cancel
        );
        await AddHopsAsync(scope, site, attribution, cancel);
    }

    /// <summary>Keeps the chain of a locked attribution as it is from now on.</summary>
    public static async Task ChangeHopsAsync(DbScope scope, SiteId site, Attribution attribution, CancellationToken cancel)
    {
        await scope.ExecuteAsync(
            "DELETE FROM hop WHERE site_id = @site AND attribution_id = @id",
            [("@site", site), ("@id", attribution.Id)],
            cancel
        );
        await AddHopsAsync(scope, site, attribution, cancel);
    }

    private static async Task AddHopsAsync(DbScope scope, SiteId site, Attribution attribution, CancellationToken cancel)
    {
        for (var i = 0; i < attribution.Hops.Count; i++)
        {
            var hop = attribution.Hops[i];
            await scope.ExecuteAsync(
                """
                INSERT INTO hop (site_id, attribution_id, number, source_id, act, said_on, place, url, archived_url, seen, is_verbatim)
                VALUES (@site, @attribution, @number, @source, @act, @on, @place, @url, @archived, @seen, @verbatim)
                """,
                [
                    ("@site", site),
                    ("@attribution", attribution.Id),
                    ("@number", i + 1),
                    ("@source", hop.Source.Id),
                    ("@act", hop.Act),
                    ("@on", hop.When),
                    ("@place", hop.Place),
                    ("@url", hop.Url),
                    ("@archived", hop.ArchivedUrl),
                    ("@seen", hop.Seen),
                    ("@verbatim", hop.IsVerbatim),
                ],
                cancel
            );
        }
    }

    /// <summary>Takes away who said a passage: it was entered by mistake. Its claim stays.</summary>
    public static async Task RemoveAttributionAsync(DbScope scope, SiteId site, Guid attribution, CancellationToken cancel)
    {
        (string, object?)[] which = [("@site", site), ("@id", attribution)];
        await scope.ExecuteAsync("DELETE FROM hop WHERE site_id = @site AND attribution_id = @id", which, cancel);
        await scope.ExecuteAsync("DELETE FROM former_hop WHERE site_id = @site AND attribution_id = @id", which, cancel);
        await scope.ExecuteAsync("DELETE FROM attribution WHERE site_id = @site AND id = @id", which, cancel);
    }

    public static Task<Source?> FindSourceAsync(DbScope scope, SiteId site, Guid id, CancellationToken cancel) =>
        scope.FirstAsync(
            $"SELECT {SourceColumns} FROM source s WHERE s.site_id = @site AND s.id = @id",
            [("@site", site), ("@id", id)],
            row => ReadSource(row, 0),
            cancel
        );

    /// <summary>A source, held until the change is done.</summary>
    public static async Task<Source?> LockSourceAsync(DbScope scope, SiteId site, Guid id, CancellationToken cancel)
    {
        await LockAsync(scope, "source", site, id, cancel);
        return await FindSourceAsync(scope, site, id, cancel);
    }

    private static Task LockAsync(DbScope scope, string table, SiteId site, Guid id, CancellationToken cancel) =>
        scope.ExecuteAsync(
            $"SELECT 1 FROM {table} WHERE site_id = @site AND id = @id" + scope.Dialect.ForUpdate,
            [("@site", site), ("@id", id)],
            cancel
        );

    /// <summary>
    /// The source of this kind and name. Unnamed people are never found by how they are described: two officials are two people
    /// until an editor says that they are one.
    /// </summary>
    public static Task<Source?> FindSourceAsync(
        DbScope scope,
        SiteId site,
        SourceKind kind,
        string name,
        CancellationToken cancel
    ) =>
        scope.FirstAsync(
            $"SELECT {SourceColumns} FROM source s WHERE s.site_id = @site AND s.name_key = @key AND s.kind = @kind AND s.kind <> 1",
            // Said by its number, or SQLite would not take the index of those who are named.
            [("@site", site), ("@key", Source.KeyOf(name)), ("@kind", kind)],
            row => ReadSource(row, 0),
            cancel
        );

    public Task<Source?> FindSourceAsync(SiteId site, Guid id, CancellationToken cancel) =>
        database.ReadAsync(scope => FindSourceAsync(scope, site, id, cancel), cancel);

    /// <summary>Sources, the last named first.</summary>
    /// <param name="sought">Words that their names hold, in any order; empty for all of them.</param>
    /// <param name="after">The last one of the part before; null for the first part.</param>
    public Task<List<Source>> ListSourcesAsync(SiteId site, string sought, Guid? after, CancellationToken cancel)
    {
        var (holds, parameters) = Holding("s.name_key", sought);
        return database.ReadAsync(
            scope =>
                scope.ListAsync(
                    $"""
                    SELECT {SourceColumns} FROM source s WHERE s.site_id = @site AND s.id < @after {holds}
                    ORDER BY s.id DESC LIMIT @most
                    """,
                    [("@site", site), ("@after", after ?? Guid.AllBitsSet), ("@most", OnPage + 1), .. parameters],
                    row => ReadSource(row, 0),
                    cancel
                ),
            cancel
        );
    }

    // Each of the first few words somewhere in a key; what LIKE would take for a sign of its own stands for itself.
    private static (string Holds, (string, object?)[] Parameters) Holding(string column, string sought)
    {
        var words = Source.KeyOf(sought).Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(MostSought).ToList();
        return (
            string.Concat(words.Select((_, i) => $" AND {column} LIKE @sought{i} ESCAPE '!'")),
            [
                .. words.Select(
                    (word, i) =>
                        (
                            $"@sought{i}",
                            (object?)
                                $"%{word.Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal).Replace("_", "!_", StringComparison.Ordinal)}%"
                        )
                ),
            ]
        );
    }

    public static Task AddSourceAsync(DbScope scope, SiteId site, Source source, CancellationToken cancel) =>
        scope.ExecuteAsync(
            """
            INSERT INTO source (site_id, id, kind, name, name_key, why_unnamed, is_name_known, interest, url, note)
            VALUES (@site, @id, @kind, @name, @key, @why, @known, @interest, @url, @note)
            """,
            [
                ("@site", site),
                ("@id", source.Id),
                ("@kind", source.Kind),
                ("@name", source.Name),
                ("@key", Source.KeyOf(source.Name)),
                ("@why", source.WhyUnnamed),
                ("@known", source.IsNameKnown),
                ("@interest", source.Interest),
                ("@url", source.Url),
                ("@note", source.Note),
            ],
            cancel
        );

    /// <summary>Keeps what is known of a source from now on.</summary>
    public static Task ChangeSourceAsync(DbScope scope, SiteId site, Source source, CancellationToken cancel) =>
        scope.ExecuteAsync(
            """
            UPDATE source SET kind = @kind, name = @name, name_key = @key, why_unnamed = @why, is_name_known = @known,
                interest = @interest, url = @url, note = @note
            WHERE site_id = @site AND id = @id
            """,
            [
                ("@site", site),
                ("@id", source.Id),
                ("@kind", source.Kind),
                ("@name", source.Name),
                ("@key", Source.KeyOf(source.Name)),
                ("@why", source.WhyUnnamed),
                ("@known", source.IsNameKnown),
                ("@interest", source.Interest),
                ("@url", source.Url),
                ("@note", source.Note),
            ],
            cancel
        );

    /// <summary>
    /// Takes out of every chain where and at which addresses a locked source spoke, and which articles were its own; gives the chains of
    /// which that was said.
    /// </summary>
    public static async Task<List<Guid>> EmptyHopsAsync(DbScope scope, SiteId site, Guid source, CancellationToken cancel)
    {
        (string, object?)[] which = [("@site", site), ("@source", source)];
        const string Leads = "(place IS NOT NULL OR url IS NOT NULL OR archived_url IS NOT NULL)";
        const string Its = "outlet_id = @source AND (article_title <> '' OR article_url IS NOT NULL)";
        var chains = await scope.ListAsync(
            $"""
            SELECT attribution_id FROM hop WHERE site_id = @site AND source_id = @source AND {Leads}
            UNION SELECT id FROM attribution WHERE site_id = @site AND {Its}
            """,
            which,
            row => row.Guid(0),
            cancel
        );
        await scope.ExecuteAsync(
            $"UPDATE hop SET place = NULL, url = NULL, archived_url = NULL WHERE site_id = @site AND source_id = @source AND {Leads}",
            which,
            cancel
        );
        await scope.ExecuteAsync(
            $"UPDATE attribution SET article_title = '', article_url = NULL WHERE site_id = @site AND {Its}",
            which,
            cancel
        );
        return chains;
    }

    /// <summary>The passages that came from a source or through it.</summary>
    public static Task<List<(Guid Story, Guid Passage)>> ListPassagesOfSourceAsync(
        DbScope scope,
        SiteId site,
        Guid source,
        CancellationToken cancel
    ) =>
        scope.ListAsync(
            """
            SELECT DISTINCT a.story_id, a.passage_id FROM hop h
            JOIN attribution a ON a.site_id = h.site_id AND a.id = h.attribution_id
            WHERE h.site_id = @site AND h.source_id = @source AND a.passage_id IS NOT NULL
            """,
            [("@site", site), ("@source", source)],
            row => (row.Guid(0), row.Guid(1)),
            cancel
        );

    /// <summary>
    /// The stories whose published reports name a source: those that have something from it or through it, and those that carry a claim
    /// which others, articles elsewhere among them, have from it.
    /// </summary>
    public static Task<List<Guid>> ListStoriesOfSourceAsync(
        DbScope scope,
        SiteId site,
        Guid source,
        CancellationToken cancel
    ) =>
        scope.ListAsync(
            """
            WITH said AS (
                SELECT a.claim_id, a.story_id FROM hop h JOIN attribution a ON a.site_id = h.site_id AND a.id = h.attribution_id
                WHERE h.site_id = @site AND h.source_id = @source
                UNION
                SELECT claim_id, story_id FROM attribution WHERE site_id = @site AND outlet_id = @source
            )
            SELECT r.story_id FROM report_text r WHERE r.site_id = @site AND r.published_at IS NOT NULL AND r.story_id IN (
                SELECT story_id FROM said
                UNION
                SELECT o.story_id FROM said s JOIN attribution o ON o.site_id = @site AND o.claim_id = s.claim_id)
            """,
            [("@site", site), ("@source", source)],
            row => row.Guid(0),
            cancel
        );

    public static Task<Claim?> FindClaimAsync(DbScope scope, SiteId site, Guid id, CancellationToken cancel) =>
        scope.FirstAsync(
            $"SELECT {ClaimColumns} FROM claim c WHERE c.site_id = @site AND c.id = @id",
            [("@site", site), ("@id", id)],
            ReadClaim,
            cancel
        );

    /// <summary>A claim, held until the change is done.</summary>
    public static async Task<Claim?> LockClaimAsync(DbScope scope, SiteId site, Guid id, CancellationToken cancel)
    {
        await LockAsync(scope, "claim", site, id, cancel);
        return await FindClaimAsync(scope, site, id, cancel);
    }

    public Task<Claim?> FindClaimAsync(SiteId site, Guid id, CancellationToken cancel) =>
        database.ReadAsync(scope => FindClaimAsync(scope, site, id, cancel), cancel);

    /// <summary>A claim that everybody may read, when it was entered and by whom.</summary>
    public async Task<(Claim Claim, (DateTimeOffset At, string? By) Entered)?> FindPublicClaimAsync(
        SiteId site,
        Guid id,
        CancellationToken cancel
    )
    {
        var found = await database.ReadAsync(
            scope =>
                scope.ListAsync(
                    $"""
                    SELECT {ClaimColumns}, c.made_at, r.name FROM claim c LEFT JOIN reader r ON r.site_id = c.site_id AND r.id = c.made_by
                    WHERE c.site_id = @site AND c.id = @id AND {IsPublicClaim}
                    """,
                    [("@site", site), ("@id", id)],
                    row => (ReadClaim(row), (row.Time(8), row.TextOrNull(9))),
                    cancel
                ),
            cancel
        );
        return found is [var one] ? one : null;
    }

    /// <summary>Those of these claims that everybody may read.</summary>
    public async Task<HashSet<Guid>> FindPublicClaimsAsync(SiteId site, IReadOnlyCollection<Guid> ids, CancellationToken cancel)
    {
        if (ids.Count == 0)
            return [];
        var (names, parameters) = DbScope.In("id", ids);
        var found = await database.ReadAsync(
            scope =>
                scope.ListAsync(
                    $"SELECT c.id FROM claim c WHERE c.site_id = @site AND c.id IN ({names}) AND {IsPublicClaim}",
                    [("@site", site), .. parameters],
                    row => row.Guid(0),
                    cancel
                ),
            cancel
        );
        return [.. found];
    }

    public Task<Dictionary<Guid, Claim>> FindClaimsAsync(
        SiteId site,
        IReadOnlyCollection<Guid> ids,
        CancellationToken cancel
    ) => database.ReadAsync(scope => FindClaimsAsync(scope, site, ids, cancel), cancel);

    public static async Task<Dictionary<Guid, Claim>> FindClaimsAsync(
        DbScope scope,
        SiteId site,
        IReadOnlyCollection<Guid> ids,
        CancellationToken cancel
    )
    {
        if (ids.Count == 0)
            return [];
        var (names, parameters) = DbScope.In("id", ids);
        var found = await scope.ListAsync(
            $"SELECT {ClaimColumns} FROM claim c WHERE c.site_id = @site AND c.id IN ({names})",
            [("@site", site), .. parameters],
            ReadClaim,
            cancel
        );
        return found.ToDictionary(claim => claim.Id);
    }

    /// <summary>Claims that reports, drafts among them, carry, in the order in which they were entered.</summary>
    public Task<List<Claim>> ListClaimsOfStoriesAsync(
        SiteId site,
        IReadOnlyCollection<Guid> stories,
        int most,
        CancellationToken cancel
    )
    {
        if (stories.Count == 0)
            return Task.FromResult<List<Claim>>([]);
        var (names, parameters) = DbScope.In("story", stories);
        return database.ReadAsync(
            scope =>
                scope.ListAsync(
                    $"""
                    SELECT {ClaimColumns} FROM claim c WHERE c.site_id = @site AND c.id IN
                        (SELECT a.claim_id FROM attribution a WHERE a.site_id = @site AND a.story_id IN ({names}))
                    ORDER BY c.id LIMIT @most
                    """,
                    [("@site", site), ("@most", most), .. parameters],
                    ReadClaim,
                    cancel
                ),
            cancel
        );
    }

    /// <summary>All claims that a report carries.</summary>
    public static Task<List<Claim>> ListClaimsOfStoryAsync(DbScope scope, SiteId site, Guid story, CancellationToken cancel) =>
        scope.ListAsync(
            $"""
            SELECT {ClaimColumns} FROM claim c WHERE c.site_id = @site AND c.id IN
                (SELECT a.claim_id FROM attribution a WHERE a.site_id = @site AND a.story_id = @story)
            ORDER BY c.id
            """,
            [("@site", site), ("@story", story)],
            ReadClaim,
            cancel
        );

    /// <summary>Claims, the last entered first.</summary>
    /// <param name="sought">Words that they hold, in any order; empty for all of them.</param>
    /// <param name="after">Where the next page begins; null for the first.</param>
    public Task<List<(Claim Claim, DateTimeOffset MadeAt)>> ListClaimsAsync(
        SiteId site,
        string sought,
        TimeCursor? after,
        CancellationToken cancel
    )
    {
        var (holds, parameters) = Holding("c.sentence_key", sought);
        return database.ReadAsync(
            scope =>
                scope.ListAsync(
                    $"""
                    SELECT {ClaimColumns}, c.made_at FROM claim c
                    WHERE c.site_id = @site AND (c.made_at, c.id) < (@at, @id) {holds}
                    ORDER BY c.made_at DESC, c.id DESC LIMIT @most
                    """,
                    [
                        ("@site", site),
                        ("@at", (after ?? TimeCursor.Newest).At),
                        ("@id", (after ?? TimeCursor.Newest).Id),
                        ("@most", OnPage + 1),
                        .. parameters,
                    ],
                    row => (ReadClaim(row), row.Time(8)),
                    cancel
                ),
            cancel
        );
    }

    /// <summary>Whether everybody may read a claim.</summary>
    public static async Task<bool> IsPublicAsync(DbScope scope, SiteId site, Guid claim, CancellationToken cancel) =>
        await scope.FirstAsync(
            $"SELECT 1 FROM claim c WHERE c.site_id = @site AND c.id = @id AND {IsPublicClaim}",
            [("@site", site), ("@id", claim)],
            row => row.Int(0),
            cancel
        ) == 1;

    /// <summary>
    /// Whether everybody may read a claim, or could once: comments on it show its words still, which nobody changes in silence then.
    /// </summary>
    public static async Task<bool> WasPublicAsync(DbScope scope, SiteId site, Guid claim, CancellationToken cancel) =>
        await IsPublicAsync(scope, site, claim, cancel)
        || await scope.FirstAsync(
            """
            SELECT 1 FROM claim c WHERE c.site_id = @site AND c.id = @id AND (
                EXISTS (SELECT 1 FROM former_claim f WHERE f.site_id = @site AND f.claim_id = c.id AND f.was_public)
                OR EXISTS (SELECT 1 FROM comment_place p WHERE p.site_id = @site AND p.claim_id = c.id))
            """,
            [("@site", site), ("@id", claim)],
            row => row.Int(0),
            cancel
        ) == 1;

    /// <summary>Keeps what a locked claim says from now on; not what is known of it.</summary>
    public static Task ChangeClaimAsync(DbScope scope, SiteId site, Claim claim, CancellationToken cancel) =>
        scope.ExecuteAsync(
            """
            UPDATE claim SET sentence = @sentence, sentence_key = @key, kind = @kind, said_on = @said, valid_from = @from, valid_to = @to
            WHERE site_id = @site AND id = @id
            """,
            [
                ("@site", site),
                ("@id", claim.Id),
                ("@sentence", claim.Sentence),
                ("@key", Source.KeyOf(claim.Sentence)),
                ("@kind", claim.Kind),
                ("@said", claim.SaidOn),
                ("@from", claim.ValidFrom),
                ("@to", claim.ValidTo),
            ],
            cancel
        );

    public static Task AddClaimAsync(
        DbScope scope,
        SiteId site,
        Claim claim,
        Guid by,
        DateTimeOffset at,
        CancellationToken cancel
    ) =>
        scope.ExecuteAsync(
            """
            INSERT INTO claim (site_id, id, sentence, sentence_key, kind, status, status_at, said_on, valid_from, valid_to, made_at,
                made_by)
            VALUES (@site, @id, @sentence, @key, @kind, @status, @statusAt, @said, @from, @to, @at, @by)
            """,
            [
                ("@site", site),
                ("@id", claim.Id),
                ("@sentence", claim.Sentence),
                ("@key", Source.KeyOf(claim.Sentence)),
                ("@kind", claim.Kind),
                ("@status", claim.Status),
                ("@statusAt", claim.StatusAt),
                ("@said", claim.SaidOn),
                ("@from", claim.ValidFrom),
                ("@to", claim.ValidTo),
                ("@at", at),
                ("@by", by),
            ],
            cancel
        );

    /// <summary>What was known of a claim since when, the newest first.</summary>
    public Task<List<ClaimStatusChange>> ListStatusAsync(SiteId site, Guid claim, CancellationToken cancel) =>
        database.ReadAsync(scope => ListStatusAsync(scope, site, [claim], row => ReadStatus(row, 0), cancel), cancel);

    /// <summary>The last change of each of these claims that was ever changed.</summary>
    public async Task<Dictionary<Guid, ClaimStatusChange>> FindLastStatusAsync(
        SiteId site,
        IReadOnlyCollection<Guid> claims,
        CancellationToken cancel
    )
    {
        if (claims.Count == 0)
            return [];
        var rows = await database.ReadAsync(
            scope => ListStatusAsync(scope, site, claims, row => (Claim: row.Guid(7), Change: ReadStatus(row, 0)), cancel),
            cancel
        );
        return rows.GroupBy(row => row.Claim).ToDictionary(group => group.Key, group => group.First().Change);
    }

    private static Task<List<T>> ListStatusAsync<T>(
        DbScope scope,
        SiteId site,
        IReadOnlyCollection<Guid> claims,
        Func<Row, T> read,
        CancellationToken cancel
    )
    {
        var (names, parameters) = DbScope.In("claim", claims);
        return scope.ListAsync(
            $"""
            SELECT s.number, s.status, s.reason, s.at, s.url, c.id, s.corrected_by, s.claim_id, r.name FROM claim_status s
            LEFT JOIN comment c ON c.site_id = s.site_id AND c.id = s.comment_id AND c.state = 0
            LEFT JOIN reader r ON r.site_id = s.site_id AND r.id = s.by_id
            WHERE s.site_id = @site AND s.claim_id IN ({names}) ORDER BY s.claim_id, s.number DESC
            """,
            [("@site", site), .. parameters],
            read,
            cancel
        );
    }

    /// <summary>How often what is known of a locked claim was changed.</summary>
    public static async Task<int> CountStatusAsync(DbScope scope, SiteId site, Guid claim, CancellationToken cancel) =>
        await scope.FirstAsync(
            "SELECT count(*) FROM claim_status WHERE site_id = @site AND claim_id = @claim",
            [("@site", site), ("@claim", claim)],
            row => (int?)row.Int(0),
            cancel
        ) ?? 0;

    /// <summary>Adds what is known of a locked claim from now on.</summary>
    public static async Task AddStatusAsync(
        DbScope scope,
        SiteId site,
        Guid claim,
        ClaimStatusChange change,
        Guid by,
        CancellationToken cancel
    )
    {
        await scope.ExecuteAsync(
            """
            INSERT INTO claim_status (site_id, claim_id, number, status, reason, url, comment_id, corrected_by, at, by_id)
            VALUES (@site, @claim, @number, @status, @reason, @url, @comment, @corrected, @at, @by)
            """,
            [
                ("@site", site),
                ("@claim", claim),
                ("@number", change.Number),
                ("@status", change.Status),
                ("@reason", change.Reason),
                ("@url", change.Url),
                ("@comment", change.CommentId),
                ("@corrected", change.CorrectedBy),
                ("@at", change.At),
                ("@by", by),
            ],
            cancel
        );
        await scope.ExecuteAsync(
            "UPDATE claim SET status = @status, status_at = @at WHERE site_id = @site AND id = @id",
            [("@site", site), ("@id", claim), ("@status", change.Status), ("@at", change.At)],
            cancel
        );
    }

    /// <summary>The stories whose reports carry a claim, drafts among them.</summary>
    public static Task<List<Guid>> ListStoriesAsync(DbScope scope, SiteId site, Guid claim, CancellationToken cancel) =>
        scope.ListAsync(
            "SELECT DISTINCT story_id FROM attribution WHERE site_id = @site AND claim_id = @claim AND story_id IS NOT NULL",
            [("@site", site), ("@claim", claim)],
            row => row.Guid(0),
            cancel
        );

    /// <summary>The other stories whose reports carry a claim that the report of this one carries.</summary>
    public static Task<List<Guid>> ListSharingAsync(DbScope scope, SiteId site, Guid story, CancellationToken cancel) =>
        scope.ListAsync(
            """
            SELECT DISTINCT o.story_id FROM attribution a JOIN attribution o ON o.site_id = a.site_id AND o.claim_id = a.claim_id
            WHERE a.site_id = @site AND a.story_id = @story AND o.story_id <> @story
            """,
            [("@site", site), ("@story", story)],
            row => row.Guid(0),
            cancel
        );

    private static (string, object?)[] ValuesOf(SiteId site, Passage passage) =>
        [
            ("@site", site),
            ("@id", passage.Id),
            ("@revision", passage.Revision),
            ("@block", passage.Anchor.Block),
            ("@start", passage.Anchor.Start),
            ("@end", passage.Anchor.End),
            ("@quote", passage.Anchor.Quote),
            ("@prefix", passage.Anchor.Prefix),
            ("@suffix", passage.Anchor.Suffix),
            ("@state", passage.State),
            ("@old", passage.OldQuote),
        ];

    private static Passage ReadPassage(Row row) =>
        new(
            row.Guid(0),
            row.Guid(1),
            row.Int(2),
            new(row.Text(3), row.Int(4), row.Int(5), row.Text(6), row.Text(7), row.Text(8)),
            (AnchorState)row.Int(9),
            row.TextOrNull(10)
        );

    internal static Source ReadSource(Row row, int at) =>
        new(row.Guid(at), (SourceKind)row.Int(at + 1), row.Text(at + 2))
        {
            WhyUnnamed = row.TextOrNull(at + 3),
            IsNameKnown = row.IsNull(at + 4) ? null : row.Bool(at + 4),
            Interest = row.TextOrNull(at + 5),
            Url = row.TextOrNull(at + 6),
            Note = row.TextOrNull(at + 7),
        };

    internal static Hop ReadHop(Row row, int at, Source source) =>
        new(source, (AttributionAct)row.Int(at))
        {
            When = row.TextOrNull(at + 1),
            Place = row.TextOrNull(at + 2),
            Url = row.TextOrNull(at + 3),
            ArchivedUrl = row.TextOrNull(at + 4),
            Seen = (Seen)row.Int(at + 5),
            IsVerbatim = row.Bool(at + 6),
        };

    private static Claim ReadClaim(Row row) =>
        new(row.Guid(0), row.Text(1), (ClaimKind)row.Int(2), (ClaimStatus)row.Int(3), row.Time(4))
        {
            SaidOn = row.TextOrNull(5),
            ValidFrom = row.TextOrNull(6),
            ValidTo = row.TextOrNull(7),
        };

    private static ClaimStatusChange ReadStatus(Row row, int at) =>
        new(row.Int(at), (ClaimStatus)row.Int(at + 1), row.Text(at + 2), row.Time(at + 3))
        {
            Url = row.TextOrNull(at + 4),
            CommentId = row.GuidOrNull(at + 5),
            CorrectedBy = row.GuidOrNull(at + 6),
            By = row.TextOrNull(at + 8),
        };
}
