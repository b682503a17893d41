using Microsoft.Extensions.Logging.Abstractions;
using Parley.Policies;
using Parley.Reasons;
using Parley.Scoring;
using Parley.Screening;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Screening;

/// <summary>What follows from a score, whichever model gives it.</summary>
public sealed class ScoreCheckTests
{
    private const string Words = "Cheap watches, friends.";
    private static readonly Screener Screener = new(Screener.InOrder, NullLogger<Screener>.Instance);

    [Theory]
    [InlineData(0.899, 90, false)]
    [InlineData(0.9, 90, true)]
    [InlineData(0.7, 70, true)]
    public void A_likely_text_waits_from_the_sites_own_limit_on(double probability, int limit, bool waits) =>
        Assert.Equal(waits, Review(new Model(probability), limit).IsHold);

    [Fact]
    public void The_reason_names_the_model_with_its_version_and_the_words_that_drove_it()
    {
        var reason = Assert.Single(Review(new Model(0.95, new Place(0, 13))).Reasons);

        Assert.Equal(("spam", Verdict.Hold, "reason.spam.words"), (reason.Check, reason.Verdict, reason.Rule));
        Assert.Equal("Cheap watches", reason.Place?.In(Words));
        Assert.Equal(("Cheap watches", "stub 3"), (reason.Arguments[Reason.Entry], reason.Arguments["model"]));
        Assert.Equal("reason.spam.whole", Assert.Single(Review(new Model(0.95)).Reasons).Rule);
    }

    [Fact]
    public void A_score_that_cannot_be_had_holds_nothing()
    {
        Assert.Empty(Review().Reasons);
        var failed = Review(new Model(1, fails: true));
        Assert.Empty(failed.Reasons);
        Assert.All(failed.Shadow, reason => Assert.Equal("check-failed", reason.Check));
    }

    [Fact]
    public async Task A_scorer_is_asked_only_where_its_check_is_on_and_one_that_fails_is_on_record()
    {
        var clock = new TestClock();
        var models = new TextModels([new Scorer(null), new Scorer(new Model(1))], clock, NullLogger<TextModels>.Instance);

        var found = await models.FindAsync(new(1), CheckSettings.Usual, PolicyInForce.Nothing, false, default);
        var findings = Screener.Review(Drafts.Of(Words, checks: Set(CheckMode.Hold, 90), models: found));
        // The other one has its say all the same, and for the one that failed nothing follows.
        Assert.Equal("spam", Assert.Single(findings.Reasons).Check);
        Assert.Equal(("unscored", "reason.unscored.failed"), (findings.Shadow[0].Check, Assert.Single(findings.Shadow).Rule));
        Assert.Empty(await models.FindAsync(new(1), Set(CheckMode.Off, 90), PolicyInForce.Nothing, false, default));
        // Nobody pays for a check whose time in shadow is over.
        foreach (var (hours, asked) in ((int, int)[])[(1, 2), (0, 0)])
        {
            var rule = new CheckRule(CheckMode.Shadow) { ShadowUntil = clock.GetUtcNow().AddHours(hours) };
            var settings = CheckSettings.Usual.With(ScoreCheck.Spam.Kind, rule);
            Assert.Equal(asked, (await models.FindAsync(new(1), settings, PolicyInForce.Nothing, false, default)).Count);
        }

        // About words of the past it is asked for a model that may be another.
        var (now, past) = (new Model(1), new Model(0));
        models = new TextModels([new Scorer(now, past)], clock, NullLogger<TextModels>.Instance);
        Assert.Same(
            now,
            Assert.Single(await models.FindAsync(new(1), CheckSettings.Usual, PolicyInForce.Nothing, false, default))
        );
        Assert.Same(
            past,
            Assert.Single(await models.FindAsync(new(1), CheckSettings.Usual, PolicyInForce.Nothing, true, default))
        );
    }

    private static CheckSettings Set(CheckMode mode, int limit) =>
        CheckSettings.Usual.With(ScoreCheck.Spam.Kind, new(mode, limit));

    private static Findings Review(Model? model = null, int limit = 90) =>
        Screener.Review(Drafts.Of(Words, checks: Set(CheckMode.Hold, limit), models: model is null ? [] : [model]));

    internal sealed class Model(
        double probability,
        Place? driver = null,
        bool fails = false,
        string attribute = "spam",
        string? whyNot = null,
        bool isDrawn = false
    ) : ITextModel
    {
        public IReadOnlyList<TextScore> Score(ScoredText text) =>
            fails
                ? throw new InvalidOperationException()
                :
                [
                    new("else", "stub 3", 1, () => []),
                    new(attribute, "stub 3", probability, () => driver is { } place ? [place] : []) { IsDrawn = isDrawn },
                ];

        public string? WhyNot(ScoredText text) => whyNot;
    }

    private sealed class Scorer(ITextModel? model, ITextModel? past = null) : ITextScorer
    {
        public IReadOnlyList<string> Attributes => ["spam"];

        public ValueTask<ITextModel?> FindAsync(SiteId site, CancellationToken cancel) =>
            model is null ? throw new InvalidOperationException() : ValueTask.FromResult<ITextModel?>(model);

        public ValueTask<ITextModel?> FindForPastAsync(SiteId site, CancellationToken cancel) =>
            ValueTask.FromResult(past ?? model);
    }
}
