using Parley.Moderation;
using Parley.Readers;
using Parley.Reasons;
using Parley.Views.ModeratorConsole;

namespace Parley.ModeratorConsole;

/// <summary>Puts into words what rules would have done to past comments.</summary>
internal static class PastTrialDrawer
{
    public static PastTrialModel ToModel(Visit visit, PastTrial trial) =>
        new(
            trial.Looked,
            trial.IsWhole,
            InWords(visit.Words, trial.Together),
            [
                .. trial.Checks.Select(check => new PastCheckModel(
                    visit.Words["check." + check.Check],
                    InWords(visit.Words, check.Count),
                    [.. check.Examples.Select(example => ToModel(visit, example))]
                )),
            ]
        );

    /// <summary>Would have held so many, or refused, and what people decided about these.</summary>
    public static string InWords(Words words, DecidedCount count, bool refuses = false) =>
        words.Count(
            refuses ? "checks.would-refuse" : "checks.would-hold",
            count.Found,
            ("approved", count.Approved),
            ("rejected", count.Rejected),
            ("undecided", count.Undecided)
        );

    private static PastCommentModel ToModel(Visit visit, TriedComment example) =>
        new(
            visit.SiteUrl($"/console?c={example.Comment.Id}"),
            MarkedText.Of(example.Comment.Source, example.Reasons.Select(reason => reason.Place).OfType<Place>()),
            [.. example.Reasons.Select(reason => ModerationAnswers.SentenceForStaff(visit.Words, reason)).Distinct()]
        );
}
