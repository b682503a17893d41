using Parley.Reasons;
using Parley.Sites;

namespace Parley.Scoring;

/// <summary>Asks the general models about the texts of a site: each in its own language, and in the site's where that is unsure.</summary>
internal sealed class GeneralScorer(GeneralModels models, SiteDirectory sites) : ITextScorer
{
    public IReadOnlyList<string> Attributes => Attribute.All;

    /// <summary>Null where no model knows the site's language: then nothing is scored there, and nothing said of each text.</summary>
    public async ValueTask<ITextModel?> FindAsync(SiteId site, CancellationToken cancel) =>
        await sites.FindAsync(site) is { } on && models.Find(on.Language) is { } own ? new OfSite(models, own) : null;

    private sealed class OfSite(GeneralModels models, IGeneralModel own) : ITextModel
    {
        // A few words of another language must hide nothing that the site's model is as good as sure of.
        private const float SureAnyway = 0.95f;

        public IReadOnlyList<TextScore> Score(ScoredText text)
        {
            var words = OwnWords.Of(text.Source);
            return ModelOf(words) is { } model
                ? Score(model, words)
                : [.. Score(own, words).Where(score => score.Probability >= SureAnyway)];
        }

        private static TextScore[] Score(IGeneralModel model, string words)
        {
            Span<float> probabilities = stackalloc float[model.Attributes.Count];
            model.Score(words, probabilities);
            var scores = new TextScore[model.Attributes.Count];
            var name = model.FullName;
            for (var at = 0; at < scores.Length; at++)
            {
                var attribute = model.Attributes[at];
                scores[at] = new(attribute, name, probabilities[at], () => DriversOf(model, words, attribute));
            }

            return scores;
        }

        public string? WhyNot(ScoredText text) => ModelOf(OwnWords.Of(text.Source)) is null ? "reason.unscored.language" : null;

        private IGeneralModel? ModelOf(string words) =>
            TextLanguage.Detect(words) is { } language ? models.Find(language) : own;
    }

    private static IReadOnlyList<Place> DriversOf(IGeneralModel model, string words, string attribute) =>
        [.. model.DriversOf(words, attribute).Select(driver => driver.Place)];
}
