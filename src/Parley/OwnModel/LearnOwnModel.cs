using Parley.Learning;
using Parley.Perspective;
using Parley.Scoring;
using Parley.Sites;

namespace Parley.OwnModel;

/// <summary>What came of learning.</summary>
internal enum LearnOutcome
{
    /// <summary>There is another version, and the site goes by it unless a person chose one.</summary>
    Learned,

    /// <summary>It was worse than the last one, or than the general model: on record, and not used.</summary>
    Refused,

    /// <summary>People have not decided enough, or too little of one kind.</summary>
    TooFew,

    /// <summary>Another node was quicker.</summary>
    Overtaken,
}

/// <param name="Decisions">How many decisions of the site's people there are to learn from.</param>
/// <param name="Version">What was made; null where nothing was.</param>
internal sealed record LearnResult(LearnOutcome Outcome, int Decisions, OwnVersion? Version)
{
    /// <summary>Of how many texts programs told something; 0 where something was learned.</summary>
    public int Labels { get; init; }

    /// <summary>What is lacking, where there is enough of both kinds together.</summary>
    public Lack? Lack { get; init; }

    /// <summary>What the new one does on the newest decisions.</summary>
    public Lanes? After { get; init; }

    /// <summary>What was gone by before does on the same; null where there was nothing.</summary>
    public Lanes? Before { get; init; }
}

/// <param name="IsRejected">
/// Whether texts are lacking that people take down, or such as they let stand; null where it takes both, or where there is enough of each and
/// whatever comes makes the newest, on which it is judged, such as it learns from.
/// </param>
/// <param name="Missing">How many more it takes at least.</param>
internal sealed record Lack(bool? IsRejected, int Missing);

/// <summary>
/// Learns a site's own model from what its people decided, and keeps it as another version. It is judged on the newest fifth of the decisions,
/// from which no version learns, beside the version that the site goes by, or the general model's best attribute where there is none.
/// </summary>
internal sealed class LearnOwnModel(
    DecidedComments decided,
    ScoreLabelStore labels,
    GeneralScorer general,
    OwnModelStore store,
    OwnModels memory,
    TimeProvider clock
)
{
    public async Task<LearnResult> HandleAsync(Site site, IProgress<int>? progress, CancellationToken cancel)
    {
        var all = await decided.ListAsync(site.Id, cancel);
        // Whoever tells by the wire has decided too, only elsewhere.
        var tellable = await labels.CountToLearnAsync(site.Id, cancel);
        var tooFew = new LearnResult(LearnOutcome.TooFew, all.Count, null) { Labels = tellable };
        if (all.Count + tellable < OwnTeacher.Fewest)
            return tooFew;
        var weights = Voices.Of(all);
        var model = await general.FindAsync(site.Id, cancel);
        // The newest come first, so what is older is what is left out where there is too much.
        var left = OwnTeacher.MostFeatures;
        var read = await decided.ReadAsync(
            site.Id,
            all,
            (one, text) =>
                Within(() =>
                    OwnExample.Of(one.Comment, one.IsRejected, text, model) with
                    {
                        Weight = weights[(one.Moderator, one.IsRejected)],
                    }
                ),
            cancel,
            progress
        );
        var newest = all.Count > 0 ? all[0].At : DateTimeOffset.UnixEpoch;
        var told = await labels.ListToLearnAsync(
            site.Id,
            OwnTeacher.Most,
            (text, isSo, at) =>
            {
                newest = at > newest ? at : newest;
                return Within(() => OwnExample.Of(Guid.Empty, isSo, DecidedComments.ToText(text, ""), model));
            },
            cancel
        );
        List<OwnExample> examples = [.. read.OfType<OwnExample>()];
        List<OwnExample> labelled = [.. told.OfType<OwnExample>()];
        var (lesson, lack) = await Task.Run(() => OwnTeacher.Teach(examples, labelled, cancel), cancel);
        if (lesson is null)
            return tooFew with { Lack = lack };
        return await KeepAsync(site, all.Count, newest, lesson, labelled.Count, cancel);

        OwnExample? Within(Func<OwnExample> make)
        {
            if (left <= 0)
                return null;
            var example = make();
            left -= example.Features.Length;
            return example;
        }
    }

    private async Task<LearnResult> KeepAsync(
        Site site,
        int decisions,
        DateTimeOffset newestAt,
        OwnLesson lesson,
        int labelled,
        CancellationToken cancel
    )
    {
        var judged = lesson.Judged.Select(one => JudgedComment.Of(one, lesson.Weights)).ToList();
        var after = LanesOf(judged);
        var (name, before) = await FindBeforeAsync(site.Id, lesson, cancel);
        var isRefused = before is not null && after.Auc() < before.Auc();
        var newest = await store.FindNewestAsync(site.Id, cancel);
        var made = new OwnVersion(
            (newest?.Version ?? 0) + 1,
            clock.GetUtcNow(),
            decisions,
            newestAt,
            lesson.Learned,
            labelled,
            after.Auc(),
            before?.Auc(),
            name,
            isRefused,
            !isRefused
        );
        if (!await store.AddAsync(site.Id, made, isRefused ? null : lesson.Weights, judged, cancel))
            return new(LearnOutcome.Overtaken, decisions, null);
        memory.Forget(site.Id);
        return new(isRefused ? LearnOutcome.Refused : LearnOutcome.Learned, decisions, made) { After = after, Before = before };
    }

    private async Task<(string Name, Lanes? Lanes)> FindBeforeAsync(SiteId site, OwnLesson lesson, CancellationToken cancel)
    {
        var version = await store.FindInUseAsync(site, cancel);
        if (version > 0 && await store.FindWeightsAsync(site, version, cancel) is { } last)
            // Rounded as the new one's are, or two that are the same would not tell as well.
            return (OwnModels.NameOf(version), LanesOf([.. lesson.Judged.Select(one => JudgedComment.Of(one, last))]));
        if (!lesson.Judged.Any(one => OtherScores.AreAny(one.Scores)))
            return ("", null);
        // Which attribute fits the house best: the hardest to beat of what it could have set without a model of its own.
        return Scoring
            .Attribute.All.Select(
                (attribute, at) =>
                    (attribute, Lanes: new Lanes(lesson.Judged.Select(one => new Judged(one.Scores[at], one.IsRejected))))
            )
            .MaxBy(one => one.Lanes.Auc());
    }

    private static Lanes LanesOf(IReadOnlyList<JudgedComment> judged) =>
        new(judged.Select(one => new Judged(one.Probability, one.IsRejected)));
}
