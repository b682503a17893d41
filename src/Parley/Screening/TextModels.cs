using Microsoft.Extensions.Logging;
using Parley.Policies;
using Parley.Scoring;

namespace Parley.Screening;

/// <summary>Which models a site's checks go by.</summary>
internal sealed partial class TextModels(IEnumerable<ITextScorer> scorers, TimeProvider clock, ILogger<TextModels> logger)
{
    private static readonly Missing Failed = new();

    /// <summary>
    /// The models of those attributes whose checks are on. For a scorer that fails there is one that says nothing, and why: a score that cannot be
    /// had holds nothing, and is on record.
    /// </summary>
    /// <param name="isPast">Whether they are asked about words that they may have learned from.</param>
    public async ValueTask<IReadOnlyList<ITextModel>> FindAsync(
        SiteId site,
        CheckSettings settings,
        PolicyInForce policy,
        bool isPast,
        CancellationToken cancel
    )
    {
        List<ITextModel>? found = null;
        var now = clock.GetUtcNow();
        foreach (var scorer in scorers)
        {
            if (!ScoreCheck.AreAnyOn(settings, policy, scorer.Attributes, now))
                continue;
            try
            {
                var model = isPast ? await scorer.FindForPastAsync(site, cancel) : await scorer.FindAsync(site, cancel);
                if (model is not null)
                    (found ??= []).Add(model);
            }
            catch (Exception failure) when (!cancel.IsCancellationRequested)
            {
                LogFailed(scorer.GetType().Name, failure.GetType(), failure.StackTrace);
                (found ??= []).Add(Failed);
            }
        }

        return found ?? (IReadOnlyList<ITextModel>)[];
    }

    private sealed class Missing : ITextModel
    {
        public IReadOnlyList<TextScore> Score(ScoredText text) => [];

        public string? WhyNot(ScoredText text) => "reason.unscored.failed";
    }

    [LoggerMessage(1, LogLevel.Error, "The scorer {Scorer} failed with {Failure} at {StackTrace}")]
    private partial void LogFailed(string scorer, Type failure, string? stackTrace);
}
