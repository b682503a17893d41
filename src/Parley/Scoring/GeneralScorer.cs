using Parley.Sites;

namespace Parley.Scoring;

/// <summary>Asks the general models about the texts of a site: each in its own language, and in the site's where that is unsure.</summary>
internal sealed class GeneralScorer(GeneralModels models, SiteDirectory sites) : ITextScorer
{
    public IReadOnlyList<string> Attributes => Attribute.All;

    /// <summary>Null where there is no model at all: then nothing is scored, and nothing said of each text.</summary>
    public async ValueTask<ITextModel?> FindAsync(SiteId site, CancellationToken cancel) =>
        models.Best is not null && await sites.FindAsync(site) is { } on ? new OfSite(models, models.Find(on.Language)) : null;

    /// <param name="own">Of the site's language; null where none knows it.</param>
    private sealed class OfSite(GeneralModels models, IGeneralModel? own) : ITextModel
    {
        // A few words of another language must hide nothing that the site's model is as good as sure of.
        private const float SureAnyway = 0.95f;

        public IReadOnlyList<TextScore> Score(ScoredText text)
        {
            var words = OwnWords.Of(text.Source);
            if (ModelOf(words) is { } model)
                return Score(model, words);
            return own is null ? [] : [.. Score(own, words).Where(score => score.Probability >= SureAnyway)];
        }

        private static TextScore[] Score(IGeneralModel model, string words)
        {
            Span<float> probabilities = stackalloc float[model.Attributes.Count];
            model.Score(words, probabilities);
            var scores = new TextScore[model.Attributes.Count];
            var name = model.FullName;
            var drivers = model.DriversOf(words);
            for (var at = 0; at < scores.Length; at++)
            {
                var attribute = model.Attributes[at];
                scores[at] = new(
                    attribute,
                    name,
                    probabilities[at],
                    () => [.. drivers(attribute).Select(driver => driver.Place)]
                );
            }

            return scores;
        }

        // Where no model knows the site's language, its page of checks says so once, and it is no news of each comment.
        public string? WhyNot(ScoredText text) =>
            own is not null && ModelOf(OwnWords.Of(text.Source)) is null ? "reason.unscored.language" : null;

        private IGeneralModel? ModelOf(string words) =>
            TextLanguage.Detect(words) is { } language ? models.Find(language) : own;
    }
}
