using Parley.Orders;
using Parley.Reasons;
using Parley.Reports;
using Parley.Storage;

namespace Parley.Transparency;

/// <summary>Reads what was decided in a span of time. No index leads there: whoever asks, asks twice a year.</summary>
internal sealed class FigureStore(Database database)
{
    private const int AtOnce = 1_000;

    /// <summary>The statements of restrictions, in the order in which they are kept.</summary>
    /// <param name="after">The last one of the part before.</param>
    public Task<List<Statement>> ListStatementsAsync(
        SiteId site,
        (DateTimeOffset From, DateTimeOffset To) span,
        Statement? after,
        CancellationToken cancel
    ) =>
        database.ReadAsync(
            scope =>
                scope.ListAsync(
                    """
                    SELECT content FROM statement WHERE site_id = @site AND (comment_id, at) > (@about, @after)
                        AND at >= @from AND at < @to AND restriction <> @held
                    ORDER BY comment_id, at LIMIT @most
                    """,
                    [
                        ("@site", site),
                        ("@about", after?.About ?? Guid.Empty),
                        ("@after", after?.At ?? DateTimeOffset.UnixEpoch),
                        ("@from", span.From),
                        ("@to", span.To),
                        ("@held", Restriction.Held),
                        ("@most", AtOnce),
                    ],
                    row => Statement.FromJson(row.Text(0)),
                    cancel
                ),
            cancel
        );

    /// <summary>What was reported, called illegal and objected to, and what came of it.</summary>
    public Task<List<FigureLine>> CountAsync(
        SiteId site,
        (DateTimeOffset From, DateTimeOffset To) span,
        CancellationToken cancel
    ) =>
        database.ReadAsync(
            async scope =>
            {
                (string, object?)[] which = [("@site", site), ("@from", span.From), ("@to", span.To)];
                var notices = await scope.ListAsync(
                    """
                    SELECT n.at, r.settled_at, r.outcome, n.body FROM notice n
                    JOIN report r ON r.site_id = n.site_id AND r.id = n.id
                    WHERE n.site_id = @site AND n.at >= @from AND n.at < @to
                    """,
                    which,
                    row =>
                        (
                            Took: row.TimeOrNull(1) - row.Time(0),
                            Outcome: row.IsNull(2) ? (ReportOutcome?)null : (ReportOutcome)row.Int(2),
                            IsTrusted: !row.IsNull(3)
                        ),
                    cancel
                );
                var reports = await scope.ListAsync(
                    """
                    SELECT outcome, count(*) FROM report
                    WHERE site_id = @site AND at >= @from AND at < @to AND reason <> 'notice' GROUP BY outcome
                    """,
                    which,
                    row => (Outcome: row.IsNull(0) ? (ReportOutcome?)null : (ReportOutcome)row.Int(0), Count: row.Long(1)),
                    cancel
                );
                var objections = await scope.ListAsync(
                    """
                    SELECT CASE WHEN report_id IS NULL THEN 0 ELSE 1 END, is_reversed, count(*) FROM objection
                    WHERE site_id = @site AND at >= @from AND at < @to GROUP BY 1, 2
                    """,
                    which,
                    row =>
                        (
                            IsOfReporter: row.Int(0) == 1,
                            IsReversed: row.IsNull(1) ? (bool?)null : row.Bool(1),
                            Count: row.Long(2)
                        ),
                    cancel
                );
                var orders = await scope.ListAsync(
                    """
                    SELECT kind, country, received_at, informed_at, answered_at, outcome FROM authority_order
                    WHERE site_id = @site AND received_at >= @from AND received_at < @to
                    """,
                    which,
                    row => new CountedOrder(
                        (OrderKind)row.Int(0),
                        row.Text(1),
                        row.TimeOrNull(3) - row.Time(2),
                        row.TimeOrNull(4) - row.Time(2),
                        row.IsNull(5) ? null : (OrderOutcome)row.Int(5)
                    ),
                    cancel
                );
                return (List<FigureLine>)
                    [
                        .. OfNotices("notices", [.. notices.Select(one => (one.Took, one.Outcome))]),
                        .. OfNotices(
                            "trusted-notices",
                            [.. notices.Where(one => one.IsTrusted).Select(one => (one.Took, one.Outcome))]
                        ),
                        new("reports", "received", reports.Sum(one => one.Count)),
                        .. Enum.GetValues<ReportOutcome>()
                            .Select(outcome => new FigureLine(
                                "reports",
                                outcome.ToString().ToLowerInvariant(),
                                reports.Where(one => one.Outcome == outcome).Sum(one => one.Count)
                            )),
                        .. OfObjections(
                            "objections",
                            objections.FindAll(one => !one.IsOfReporter).ConvertAll(one => (one.IsReversed, one.Count))
                        ),
                        .. OfObjections(
                            "reporters-objections",
                            objections.FindAll(one => one.IsOfReporter).ConvertAll(one => (one.IsReversed, one.Count))
                        ),
                        .. OfOrders(orders),
                    ];
            },
            cancel
        );

    private static IEnumerable<FigureLine> OfNotices(string figure, List<(TimeSpan? Took, ReportOutcome? Outcome)> notices)
    {
        yield return new(figure, "received", notices.Count);
        foreach (var outcome in Enum.GetValues<ReportOutcome>())
            yield return new(figure, outcome.ToString().ToLowerInvariant(), notices.Count(one => one.Outcome == outcome));
        var took = notices.Select(one => one.Took).OfType<TimeSpan>().Order().ToList();
        if (NearestRank.Of(took, 0.5) is { } median)
            yield return new(figure, "median-minutes", (long)median.TotalMinutes);
    }

    // All of a kind, and of each country that gave any: as the Commission's template asks (Regulation 2024/2835).
    private static IEnumerable<FigureLine> OfOrders(List<CountedOrder> orders)
    {
        foreach (var kind in (OrderKind[])[OrderKind.Terrorist, OrderKind.Removal, OrderKind.Information])
        {
            var ofKind = orders.FindAll(order => order.Kind == kind);
            foreach (var line in OfOrders($"orders-{kind.ToWord()}", ofKind))
                yield return line;
            foreach (var country in ofKind.GroupBy(order => order.Country).OrderBy(one => one.Key, StringComparer.Ordinal))
            {
                foreach (var line in OfOrders($"orders-{kind.ToWord()}-{country.Key}", [.. country]))
                    yield return line;
            }
        }
    }

    private static IEnumerable<FigureLine> OfOrders(string figure, List<CountedOrder> orders)
    {
        var done = orders.FindAll(order => order.Outcome == OrderOutcome.Done);
        yield return new(figure, "received", orders.Count);
        yield return new(figure, "effect-given", done.Count);
        yield return new(figure, "not-possible", orders.Count(order => order.Outcome is not (null or OrderOutcome.Done)));
        if (MedianOf(orders.Select(order => order.Informed)) is { } informed)
            yield return new(figure, "median-minutes-to-inform", informed);
        if (MedianOf(done.Select(order => order.Took)) is { } took)
            yield return new(figure, "median-minutes-to-effect", took);
    }

    private static long? MedianOf(IEnumerable<TimeSpan?> times) =>
        NearestRank.Of(times.OfType<TimeSpan>().Order().ToList(), 0.5) is { } median ? (long)median.TotalMinutes : null;

    private sealed record CountedOrder(
        OrderKind Kind,
        string Country,
        TimeSpan? Informed,
        TimeSpan? Took,
        OrderOutcome? Outcome
    );

    private static IEnumerable<FigureLine> OfObjections(string figure, List<(bool? IsReversed, long Count)> objections)
    {
        yield return new(figure, "raised", objections.Sum(one => one.Count));
        yield return new(figure, "kept", objections.Where(one => one.IsReversed == false).Sum(one => one.Count));
        yield return new(figure, "reversed", objections.Where(one => one.IsReversed == true).Sum(one => one.Count));
    }
}
