using Parley.HouseRules;
using Parley.Sites;
using Parley.Storage;

namespace Parley.SecondLooks;

/// <summary>How often a second look, or an objection, overturned a decision, and how far people agree. Of everybody together: it ranks nobody.</summary>
/// <param name="Months">The last twelve by the site's clock, the earliest first, the one that runs now at the end.</param>
/// <param name="All">Over all pairs of the twelve months.</param>
/// <param name="Rules">For each rule that was cited in enough pairs: whether it is broken or not.</param>
internal sealed record AgreementFigures(
    IReadOnlyList<AgreementMonth> Months,
    AgreementOf All,
    IReadOnlyList<AgreementOfRule> Rules
)
{
    /// <summary>
    /// With fewer pairs the interval is wider than ± 0.2 and says little: where three of ten comments go and α is 0.7, two people differ in
    /// p = 0.3 · 2 · 0.3 · 0.7 ≈ 0.126 of n pairs, and √(p(1 − p)/n) / (2 · 0.3 · 0.7), times 1.96, is 0.22 at n = 50.
    /// </summary>
    public const int LeastPairs = 50;

    /// <summary>A rule is looked at by itself once it was cited in so many pairs, by one or by both: else nearly all say "not this one".</summary>
    public const int LeastCited = 10;
}

/// <param name="Begins">The first day of the month.</param>
/// <param name="Looked">Second looks that were taken in it.</param>
/// <param name="Differed">Of these, those in which one would let the comment stand and the other not.</param>
/// <param name="Overturned">Of these, those by which the first decision was overturned.</param>
/// <param name="Objections">Objections about comments that were decided in it.</param>
/// <param name="Reversed">Of these, those that reversed the decision.</param>
internal sealed record AgreementMonth(DateOnly Begins, int Looked, int Differed, int Overturned, int Objections, int Reversed);

/// <param name="Pairs">How many pairs of opinions there are.</param>
/// <param name="Alpha">Krippendorff's α, nominal; null with fewer than <see cref="AgreementFigures.LeastPairs"/>, or where all say the same.</param>
/// <param name="Low">Where the middle 95 % of it begin, and end.</param>
/// <param name="High"><inheritdoc cref="AgreementOf" path="/param[@name='Low']"/></param>
internal sealed record AgreementOf(int Pairs, double? Alpha, double? Low, double? High);

/// <param name="Pairs">How many pairs cite the rule, one or both of them.</param>
internal sealed record AgreementOfRule(int Rule, string Name, int Pairs, double? Alpha, double? Low, double? High);

/// <summary>Counts how far people agree, when somebody asks.</summary>
internal sealed class AgreementStore(Database database, RuleBooks books, TimeProvider clock)
{
    private const int Months = 12;

    // A page of figures takes no longer for a large site than for a small one: of more than these the newest are counted.
    private const int MostLooks = 5_000;
    private const int MostObjections = 20_000;

    public async Task<AgreementFigures> FindAsync(Site site, CancellationToken cancel)
    {
        var book = await books.FindAsync(site, cancel);
        var today = site.DayOf(clock.GetUtcNow());
        var first = new DateOnly(today.Year, today.Month, 1).AddMonths(1 - Months);
        var since = site.MomentOf(first);
        var (looks, objections) = await database.ReadAsync(
            async scope =>
                (
                    await SecondLookStore.ListAnsweredAsync(scope, site.Id, since, MostLooks, cancel),
                    await scope.ListAsync(
                        """
                        SELECT decided_at, is_reversed FROM objection
                        WHERE site_id = @site AND decided_at >= @since AND (report_id IS NOT NULL OR restriction IN (@rejected, @removed))
                        ORDER BY decided_at DESC LIMIT @most
                        """,
                        [
                            ("@site", site.Id),
                            ("@since", since),
                            ("@rejected", Reasons.Restriction.Rejected),
                            ("@removed", Reasons.Restriction.Removed),
                            ("@most", MostObjections),
                        ],
                        row => (At: row.Time(0), IsReversed: row.Bool(1)),
                        cancel
                    )
                ),
            cancel
        );
        return new(
            [
                .. Enumerable
                    .Range(0, Months)
                    .Select(month =>
                    {
                        var begins = first.AddMonths(month);
                        var looked = looks.FindAll(look => MonthOf(look.SecondAt!.Value) == begins);
                        var objected = objections.FindAll(one => MonthOf(one.At) == begins);
                        return new AgreementMonth(
                            begins,
                            looked.Count,
                            looked.Count(look => look.Differs),
                            looked.Count(look => look.IsOverturned == true),
                            objected.Count,
                            objected.Count(one => one.IsReversed)
                        );
                    }),
            ],
            Of(looks, opinion => opinion.Value),
            [
                .. book
                    .Rules.Select(rule => (Rule: rule, Cited: looks.Count(look => Cites(look, rule.Number))))
                    .Where(one => one.Cited >= AgreementFigures.LeastCited)
                    .Select(one =>
                    {
                        var of = Of(looks, opinion => opinion.Rule == one.Rule.Number ? 1 : 0);
                        return new AgreementOfRule(one.Rule.Number, one.Rule.Name, one.Cited, of.Alpha, of.Low, of.High);
                    }),
            ]
        );

        DateOnly MonthOf(DateTimeOffset at)
        {
            var day = site.DayOf(at);
            return new(day.Year, day.Month, 1);
        }
    }

    private static bool Cites(SecondLook look, int rule) => look.First.Rule == rule || look.Second?.Rule == rule;

    private static AgreementOf Of(List<SecondLook> looks, Func<Opinion, int> valueOf)
    {
        var pairs = looks.ConvertAll(IReadOnlyList<int> (look) => [valueOf(look.First), valueOf(look.Second!.Value)]);
        if (pairs.Count < AgreementFigures.LeastPairs || Agreement.Alpha(pairs) is not { } alpha)
            return new(pairs.Count, null, null, null);
        var interval = Agreement.Interval(pairs);
        return new(pairs.Count, Round(alpha), Round(interval?.Low), Round(interval?.High));
    }

    private static double? Round(double? value) => value is { } known ? Math.Round(known, 2) : null;
}
