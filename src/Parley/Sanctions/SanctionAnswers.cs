using Parley.HouseRules;
using Parley.Readers;
using Parley.Views.Sanctions;

namespace Parley.Sanctions;

/// <summary>Turns sanctions into what staff's clients, the one concerned and the pages read.</summary>
internal static class SanctionAnswers
{
    public static SanctionAnswer ToAnswer(Sanction sanction, DateTimeOffset now) =>
        new(
            sanction.Id,
            sanction.ReaderId,
            sanction.Kind,
            // Whoever decides about an objection must not have read here why, and by whom, it was decided first.
            sanction.IsObjected
                ? null
                : sanction.Words,
            sanction.IsObjected ? null : ToAnswer(sanction.Rule),
            sanction.IsObjected ? null : sanction.ModeratorName,
            sanction.At,
            sanction.Until,
            sanction.ReadAt,
            sanction.LiftedAt,
            sanction.LiftedByName,
            sanction.StandsAt(now)
        )
        {
            Everywhere = sanction.EverywhereId is not null,
            Objected = sanction.IsObjected,
        };

    public static OwnSanctionAnswer ToOwnAnswer(Visit visit, Sanction sanction) =>
        new(
            sanction.Id,
            sanction.Kind,
            sanction.WordsIn(visit.Words.Language),
            ToAnswer(sanction.Rule),
            sanction.At,
            sanction.Until,
            sanction.ReadAt,
            sanction.LiftedAt,
            sanction.StandsAt(visit.Now)
        )
        {
            Code = sanction.Code,
            Everywhere = sanction.EverywhereId is not null,
        };

    public static SanctionModel ToModel(Visit visit, Sanction sanction) =>
        new(sanction.Kind.ToWord(), sanction.WordsIn(visit.Words.Language), sanction.At)
        {
            Stands = sanction.StandsAt(visit.Now),
            IsEverywhere = sanction.EverywhereId is not null,
            Until = sanction.Until,
            ReadAt = sanction.ReadAt,
            LiftedAt = sanction.LiftedAt,
            Rule = sanction.Rule?.Name,
            IsLaw = sanction.Rule?.Law is not null,
            RuleUrl = UrlOf(visit, sanction.Rule),
            ObjectUrl = sanction.ObjectionPathAt(visit.Now) is { } path ? visit.SiteUrl(path) : null,
            ReadUrl =
                sanction.Kind == SanctionKind.Warning && sanction.StandsAt(visit.Now)
                    ? visit.SiteUrl($"/me/warnings/{sanction.Id}/read")
                    : null,
        };

    /// <summary>Where a rule stands, as it was when it was cited.</summary>
    public static string? UrlOf(Visit visit, CitedRule? rule) => rule is null ? null : visit.SiteUrl(rule.Path);

    private static CitedRuleAnswer? ToAnswer(CitedRule? rule) =>
        rule is null ? null : new(rule.Number, rule.Name, rule.Version, rule.Law);
}
