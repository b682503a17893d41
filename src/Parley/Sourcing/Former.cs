using Parley.Storage;

namespace Parley.Sourcing;

/// <summary>A part of what something was before it was corrected, the last first.</summary>
/// <param name="Number">How often it was corrected: the number of the last time.</param>
/// <param name="Next">Before which correction the next part begins; null on the last one.</param>
internal sealed record Past<T>(int Number, IReadOnlyList<T> Shown, int? Next);

/// <summary>What a claim was said to be until an editor corrected its words or its dates.</summary>
/// <param name="Number">Counted from 1 within the claim.</param>
/// <param name="Claim">As it was.</param>
/// <param name="Reason">Why it was corrected; may be missing of what nobody outside the newsroom had read.</param>
/// <param name="At">Until when.</param>
/// <param name="WasPublic">Whether everybody could read it so.</param>
internal sealed record FormerClaim(int Number, Claim Claim, string? Reason, DateTimeOffset At, bool WasPublic)
{
    /// <summary>Who corrected it, by name, where that is read.</summary>
    public string? By { get; init; }
}

/// <summary>What was known of a source until an editor corrected it. Only the newsroom reads that.</summary>
/// <param name="Number">Counted from 1 within the source.</param>
/// <param name="Source">As it was; without a word of it where it is not named by now.</param>
/// <param name="At">Until when.</param>
internal sealed record FormerSource(int Number, Source Source, DateTimeOffset At)
{
    public string? By { get; init; }
}

/// <summary>A chain as it was until an editor corrected it. Only the newsroom reads that.</summary>
/// <param name="Number">Counted from 1 within the chain.</param>
/// <param name="Hops">Outermost first; a source that is not kept has no name.</param>
/// <param name="At">Until when.</param>
internal sealed record FormerChain(int Number, IReadOnlyList<Hop> Hops, DateTimeOffset At)
{
    public string? By { get; init; }
}

/// <summary>What claims, sources and chains were before they were corrected. Rows are added, never changed, but for names that are to be protected.</summary>
internal sealed class FormerStore(Database database)
{
    /// <summary>How many corrections one part of the past holds.</summary>
    public const int OnPage = 50;

    /// <summary>What a claim was.</summary>
    /// <param name="before">Of the corrections before this one; null for the last.</param>
    public Task<Past<FormerClaim>> ReadAsync(SiteId site, Claim claim, int? before, CancellationToken cancel) =>
        ReadAsync(
            before,
            scope => CountOfClaimAsync(scope, site, claim.Id, cancel),
            (scope, end) => ListAsync(scope, site, claim, end, OnPage, cancel),
            one => one.Number,
            cancel
        );

    /// <summary>All that a claim was, the last first.</summary>
    public Task<List<FormerClaim>> ListAsync(SiteId site, Claim claim, CancellationToken cancel) =>
        database.ReadAsync(scope => ListAsync(scope, site, claim, int.MaxValue, int.MaxValue, cancel), cancel);

    /// <summary>What a source was.</summary>
    /// <inheritdoc cref="ReadAsync(SiteId, Claim, int?, CancellationToken)"/>
    public Task<Past<FormerSource>> ReadAsync(SiteId site, Source source, int? before, CancellationToken cancel) =>
        ReadAsync(
            before,
            scope => CountOfSourceAsync(scope, site, source.Id, cancel),
            (scope, end) => ListAsync(scope, site, source.Id, end, OnPage, cancel),
            one => one.Number,
            cancel
        );

    /// <summary>What a chain was.</summary>
    /// <inheritdoc cref="ReadAsync(SiteId, Claim, int?, CancellationToken)"/>
    public Task<Past<FormerChain>> ReadAsync(SiteId site, Attribution attribution, int? before, CancellationToken cancel) =>
        ReadAsync(
            before,
            scope => CountOfChainAsync(scope, site, attribution.Id, cancel),
            (scope, end) => ListAsync(scope, site, attribution.Id, end, cancel),
            one => one.Number,
            cancel
        );

    // Corrections are counted from 1 without a gap: after the last of a part there are more, unless it is the first of all.
    private Task<Past<T>> ReadAsync<T>(
        int? before,
        Func<DbScope, Task<int>> count,
        Func<DbScope, int, Task<List<T>>> list,
        Func<T, int> numberOf,
        CancellationToken cancel
    ) =>
        database.ReadAsync(
            async scope =>
            {
                var number = await count(scope);
                var shown = await list(scope, Math.Min(before ?? int.MaxValue, number + 1));
                return new Past<T>(number, shown, shown.Count > 0 && numberOf(shown[^1]) is > 1 and var last ? last : null);
            },
            cancel
        );

    private static Task<List<FormerClaim>> ListAsync(
        DbScope scope,
        SiteId site,
        Claim claim,
        int before,
        int most,
        CancellationToken cancel
    ) =>
        scope.ListAsync(
            """
            SELECT f.number, f.sentence, f.kind, f.said_on, f.valid_from, f.valid_to, f.reason, f.at, f.was_public, r.name
            FROM former_claim f LEFT JOIN reader r ON r.site_id = f.site_id AND r.id = f.by_id
            WHERE f.site_id = @site AND f.claim_id = @claim AND f.number < @before ORDER BY f.number DESC LIMIT @most
            """,
            [("@site", site), ("@claim", claim.Id), ("@before", before), ("@most", most)],
            row => new FormerClaim(
                row.Int(0),
                claim with
                {
                    Sentence = row.Text(1),
                    Kind = (ClaimKind)row.Int(2),
                    SaidOn = row.TextOrNull(3),
                    ValidFrom = row.TextOrNull(4),
                    ValidTo = row.TextOrNull(5),
                },
                row.TextOrNull(6),
                row.Time(7),
                row.Bool(8)
            )
            {
                By = row.TextOrNull(9),
            },
            cancel
        );

    private static Task<List<FormerSource>> ListAsync(
        DbScope scope,
        SiteId site,
        Guid source,
        int before,
        int most,
        CancellationToken cancel
    ) =>
        scope.ListAsync(
            """
            SELECT f.number, f.kind, f.name, f.why_unnamed, f.is_name_known, f.interest, f.url, f.note, f.at, r.name
            FROM former_source f LEFT JOIN reader r ON r.site_id = f.site_id AND r.id = f.by_id
            WHERE f.site_id = @site AND f.source_id = @source AND f.number < @before ORDER BY f.number DESC LIMIT @most
            """,
            [("@site", site), ("@source", source), ("@before", before), ("@most", most)],
            row => new FormerSource(
                row.Int(0),
                new(source, (SourceKind)row.Int(1), row.Text(2))
                {
                    WhyUnnamed = row.TextOrNull(3),
                    IsNameKnown = row.IsNull(4) ? null : row.Bool(4),
                    Interest = row.TextOrNull(5),
                    Url = row.TextOrNull(6),
                    Note = row.TextOrNull(7),
                },
                row.Time(8)
            )
            {
                By = row.TextOrNull(9),
            },
            cancel
        );

    /// <summary>Keeps what a locked claim was.</summary>
    public static Task AddAsync(
        DbScope scope,
        SiteId site,
        Claim was,
        string? reason,
        bool wasPublic,
        Guid by,
        DateTimeOffset at,
        CancellationToken cancel
    ) =>
        scope.ExecuteAsync(
            """
            INSERT INTO former_claim (site_id, claim_id, number, sentence, kind, said_on, valid_from, valid_to, reason, was_public, at, by_id)
            SELECT @site, @claim, count(*) + 1, @sentence, @kind, @said, @from, @to, @reason, @public, @at, @by
            FROM former_claim WHERE site_id = @site AND claim_id = @claim
            """,
            [
                ("@site", site),
                ("@claim", was.Id),
                ("@sentence", was.Sentence),
                ("@kind", was.Kind),
                ("@said", was.SaidOn),
                ("@from", was.ValidFrom),
                ("@to", was.ValidTo),
                ("@reason", reason),
                ("@public", wasPublic),
                ("@at", at),
                ("@by", by),
            ],
            cancel
        );

    /// <summary>Keeps what a locked source was.</summary>
    public static Task AddAsync(DbScope scope, SiteId site, Source was, Guid by, DateTimeOffset at, CancellationToken cancel) =>
        scope.ExecuteAsync(
            """
            INSERT INTO former_source (site_id, source_id, number, kind, name, why_unnamed, is_name_known, interest, url, note, at, by_id)
            SELECT @site, @source, count(*) + 1, @kind, @name, @why, @known, @interest, @url, @note, @at, @by
            FROM former_source WHERE site_id = @site AND source_id = @source
            """,
            [
                ("@site", site),
                ("@source", was.Id),
                ("@kind", was.Kind),
                ("@name", was.Name),
                ("@why", was.WhyUnnamed),
                ("@known", was.IsNameKnown),
                ("@interest", was.Interest),
                ("@url", was.Url),
                ("@note", was.Note),
                ("@at", at),
                ("@by", by),
            ],
            cancel
        );

    private static async Task<List<FormerChain>> ListAsync(
        DbScope scope,
        SiteId site,
        Guid attribution,
        int before,
        CancellationToken cancel
    )
    {
        var rows = await scope.ListAsync(
            $"""
            SELECT h.number, h.at, r.name, {SourcingStore.HopColumns}, {SourcingStore.SourceColumns}
            FROM former_hop h LEFT JOIN reader r ON r.site_id = h.site_id AND r.id = h.by_id
            LEFT JOIN source s ON s.site_id = h.site_id AND s.id = h.source_id
            WHERE h.site_id = @site AND h.attribution_id = @attribution AND h.number >= @from AND h.number < @before
            ORDER BY h.number DESC, h.step
            """,
            [("@site", site), ("@attribution", attribution), ("@from", before - OnPage), ("@before", before)],
            row =>
                (
                    Chain: new FormerChain(row.Int(0), [], row.Time(1)) { By = row.TextOrNull(2) },
                    Hop: SourcingStore.ReadHop(
                        row,
                        3,
                        row.IsNull(10) ? new(default, SourceKind.Person, "") : SourcingStore.ReadSource(row, 10)
                    )
                ),
            cancel
        );
        return
        [
            .. rows.GroupBy(row => row.Chain.Number)
                .Select(group => group.First().Chain with { Hops = [.. group.Select(row => row.Hop)] }),
        ];
    }

    /// <summary>Keeps what a locked chain was.</summary>
    /// <param name="number">Of the correction.</param>
    public static async Task AddAsync(
        DbScope scope,
        SiteId site,
        Attribution was,
        int number,
        Guid by,
        DateTimeOffset at,
        CancellationToken cancel
    )
    {
        for (var i = 0; i < was.Hops.Count; i++)
        {
            // Where one was who is not named is no more to be found by the past than by the present.
            var (hop, isNamed) = (was.Hops[i], !was.Hops[i].Source.IsUnnamed);
            await scope.ExecuteAsync(
                """
                INSERT INTO former_hop (site_id, attribution_id, number, step, source_id, act, said_on, place, url, archived_url, seen,
                    is_verbatim, at, by_id)
                VALUES (@site, @attribution, @number, @step, @source, @act, @said, @place, @url, @archived, @seen, @verbatim, @at, @by)
                """,
                [
                    ("@site", site),
                    ("@attribution", was.Id),
                    ("@number", number),
                    ("@step", i + 1),
                    ("@source", hop.Source.Id),
                    ("@act", hop.Act),
                    ("@said", hop.When),
                    ("@place", isNamed ? hop.Place : null),
                    ("@url", isNamed ? hop.Url : null),
                    ("@archived", isNamed ? hop.ArchivedUrl : null),
                    ("@seen", hop.Seen),
                    ("@verbatim", hop.IsVerbatim),
                    ("@at", at),
                    ("@by", by),
                ],
                cancel
            );
        }
    }

    /// <summary>How often a locked claim was corrected: the number of the last time.</summary>
    public static Task<int> CountOfClaimAsync(DbScope scope, SiteId site, Guid claim, CancellationToken cancel) =>
        CountAsync(scope, "former_claim", "claim_id", site, claim, cancel);

    /// <summary>How often a locked source was corrected: the number of the last time.</summary>
    public static Task<int> CountOfSourceAsync(DbScope scope, SiteId site, Guid source, CancellationToken cancel) =>
        CountAsync(scope, "former_source", "source_id", site, source, cancel);

    /// <summary>How often a locked chain was corrected: the number of the last time.</summary>
    public static Task<int> CountOfChainAsync(DbScope scope, SiteId site, Guid attribution, CancellationToken cancel) =>
        CountAsync(scope, "former_hop", "attribution_id", site, attribution, cancel);

    private static Task<int> CountAsync(
        DbScope scope,
        string table,
        string column,
        SiteId site,
        Guid id,
        CancellationToken cancel
    ) =>
        scope.FirstAsync(
            $"SELECT COALESCE(max(number), 0) FROM {table} WHERE site_id = @site AND {column} = @id",
            [("@site", site), ("@id", id)],
            row => row.Int(0),
            cancel
        );

    /// <summary>
    /// Forgets whatever was said before of a source that is not named: any of it may lead to them, what was said to describe them, too.
    /// </summary>
    public static async Task ForgetAsync(DbScope scope, SiteId site, Guid source, CancellationToken cancel)
    {
        (string, object?)[] which = [("@site", site), ("@source", source)];
        await scope.ExecuteAsync(
            """
            UPDATE former_source SET name = '', why_unnamed = NULL, interest = NULL, url = NULL, note = NULL
            WHERE site_id = @site AND source_id = @source
            """,
            which,
            cancel
        );
        await scope.ExecuteAsync(
            """
            UPDATE former_hop SET place = NULL, url = NULL, archived_url = NULL
            WHERE site_id = @site AND source_id = @source
            """,
            which,
            cancel
        );
    }

    /// <summary>Forgets of what one chain was before that a source ever stood in it, and where it said what it said.</summary>
    public static Task ForgetAsync(DbScope scope, SiteId site, Guid attribution, Guid source, CancellationToken cancel) =>
        scope.ExecuteAsync(
            """
            UPDATE former_hop SET source_id = NULL, place = NULL, url = NULL, archived_url = NULL
            WHERE site_id = @site AND attribution_id = @attribution AND source_id = @source
            """,
            [("@site", site), ("@attribution", attribution), ("@source", source)],
            cancel
        );

    /// <summary>Every step that a chain had before, of whoever is kept: who, where and at which addresses.</summary>
    public static Task<List<Hop>> ListHopsAsync(DbScope scope, SiteId site, Guid attribution, CancellationToken cancel) =>
        scope.ListAsync(
            $"""
            SELECT DISTINCT {SourcingStore.SourceColumns}, f.place, f.url, f.archived_url
            FROM former_hop f JOIN source s ON s.site_id = f.site_id AND s.id = f.source_id
            WHERE f.site_id = @site AND f.attribution_id = @attribution
            """,
            [("@site", site), ("@attribution", attribution)],
            row => new Hop(SourcingStore.ReadSource(row, 0), default)
            {
                Place = row.TextOrNull(8),
                Url = row.TextOrNull(9),
                ArchivedUrl = row.TextOrNull(10),
            },
            cancel
        );

    /// <summary>What there is to do so that what a claim was, and why, is kept as another makes each line of it.</summary>
    public static async Task<List<Func<Task>>> BlankAsync(
        DbScope scope,
        SiteId site,
        Guid claim,
        Func<string?, string?> line,
        CancellationToken cancel
    )
    {
        List<Func<Task>> changes = [];
        foreach (var (table, what) in ((string, string)[])[("former_claim", "sentence"), ("claim_status", "NULL")])
        {
            var rows = await scope.ListAsync(
                $"SELECT number, {what}, reason FROM {table} WHERE site_id = @site AND claim_id = @claim",
                [("@site", site), ("@claim", claim)],
                row => (Number: row.Int(0), Sentence: row.TextOrNull(1), Reason: row.TextOrNull(2)),
                cancel
            );
            foreach (var row in rows)
            {
                var (sentence, reason) = (line(row.Sentence), line(row.Reason));
                if ((sentence, reason) == (row.Sentence, row.Reason))
                    continue;
                var set = table == "former_claim" ? "sentence = @sentence, reason = @reason" : "reason = @reason";
                changes.Add(() =>
                    scope.ExecuteAsync(
                        $"UPDATE {table} SET {set} WHERE site_id = @site AND claim_id = @claim AND number = @number",
                        [
                            ("@site", site),
                            ("@claim", claim),
                            ("@number", row.Number),
                            ("@reason", reason),
                            .. table == "former_claim" ? [("@sentence", sentence)] : ((string, object?)[])[],
                        ],
                        cancel
                    )
                );
            }
        }

        return changes;
    }

    /// <summary>Whether a source that is not named was named once.</summary>
    public static async Task<bool> WasNamedAsync(DbScope scope, SiteId site, Guid source, CancellationToken cancel) =>
        await scope.FirstAsync(
            "SELECT 1 FROM former_source WHERE site_id = @site AND source_id = @source AND kind <> @unnamed LIMIT 1",
            [("@site", site), ("@source", source), ("@unnamed", SourceKind.Unnamed)],
            row => row.Int(0),
            cancel
        ) == 1;

    /// <summary>What a source was called before, and at which addresses it was, while it was named.</summary>
    public static Task<List<(string Name, string? Url)>> ListNamesAsync(
        DbScope scope,
        SiteId site,
        Guid source,
        CancellationToken cancel
    ) =>
        scope.ListAsync(
            """
            SELECT DISTINCT name, url FROM former_source
            WHERE site_id = @site AND source_id = @source AND kind <> @unnamed AND name <> ''
            """,
            [("@site", site), ("@source", source), ("@unnamed", SourceKind.Unnamed)],
            row => (row.Text(0), row.TextOrNull(1)),
            cancel
        );
}
