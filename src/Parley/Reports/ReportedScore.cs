using Microsoft.Extensions.Logging;
using Parley.Comments;
using Parley.Markup;
using Parley.Scoring;
using Attribute = Parley.Scoring.Attribute;

namespace Parley.Reports;

/// <summary>What a model says of a reported comment, as far as it is about what is said of it: as one more who says so.</summary>
internal sealed partial class ReportedScore(GeneralScorer scorer, ILogger<ReportedScore> logger)
{
    /// <summary>Who says it; null where no model is there.</summary>
    public async ValueTask<ITextModel?> FindModelAsync(SiteId site, CancellationToken cancel) =>
        await scorer.FindAsync(site, cancel);

    /// <param name="model">Null where none is there.</param>
    /// <param name="reason">One of <see cref="ReportComment.Reasons"/>, or that of a notice.</param>
    /// <returns>From 0 to 1; 0 where no model says anything, and for reasons that none knows: those of advertising and of place.</returns>
    public double Of(ITextModel? model, Comment comment, string reason)
    {
        var attributes = AttributesOf(reason);
        if (model is null || attributes.Count == 0)
            return 0;
        try
        {
            var scores = model.Score(new(comment.Source, FoldedText.Of(comment.Source), []));
            return scores.Where(score => attributes.Contains(score.Attribute)).Max(score => (double?)score.Probability) ?? 0;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // What somebody reports is taken, whatever becomes of a model. The exception's message may quote the words.
            LogFailed(comment.Id, failure.GetType(), failure.StackTrace);
            return 0;
        }
    }

    [LoggerMessage(1, LogLevel.Error, "No score could be had of the reported comment {Comment}: {Failure} at {StackTrace}")]
    private partial void LogFailed(Guid comment, Type failure, string? stackTrace);

    private static IReadOnlyList<string> AttributesOf(string reason) =>
        reason switch
        {
            "illegal" or ReportComment.Notice => [Attribute.Threat, Attribute.IdentityAttack, Attribute.SevereToxicity],
            "hate" => [Attribute.IdentityAttack],
            "abuse" => [Attribute.Toxicity, Attribute.Insult, Attribute.AttackOnCommenter, Attribute.Threat],
            _ => [],
        };
}
