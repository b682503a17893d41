using Parley.Readers;
using Parley.Sourcing;
using Parley.Views;
using Parley.Views.Reading;
using Parley.Views.Stories;

namespace Parley.Reading;

/// <summary>Turns a claim into what its page shows, and into what its JSON answer holds.</summary>
internal static class ClaimModels
{
    // A loop through more outlets is told by its first ones.
    private const int MostInLoop = 12;
    private const int MostLoops = 10;

    public static ClaimPageModel ToModel(Visit visit, PageModel page, ClaimReader.Read read, ClaimTalkModel? talk)
    {
        var words = visit.Words;
        var longest = read
            .Carried.Where(one => one is { Stance: Stance.States, IsDeclined: false })
            .MaxBy(one => one.Hops.Count);
        var last = read.Changes.Count > 0 ? read.Changes[0] : null;
        return new ClaimPageModel(
            page,
            read.Claim.Sentence,
            SourcingSentences.StatusOf(words, read.Claim.Status),
            KindOf(read.Claim.Status),
            SourcingSentences.Rests(words, read.Rests)
        )
        {
            Facts = [.. SourcingSentences.FactsOf(words, read.Claim)],
            Talk = talk,
            Before =
            [
                .. read.Former.Select(one => new ClaimBeforeModel(one.At, one.Claim.Sentence)
                {
                    Facts = [.. SourcingSentences.FactsOf(words, one.Claim)],
                    Because = one.Reason,
                    By = one.By,
                }),
            ],
            Since = last?.At ?? read.Entered.At,
            SinceBy = last is null ? read.Entered.By : last.By,
            Chain = longest is null ? [] : [.. ChainOf(visit, longest)],
            Loops = [.. read.Rests.Loops.Take(MostLoops).Select(loop => LoopOf(words, loop))],
            Articles = [.. read.Carried.Select(one => ToArticle(visit, read, one))],
            AreMore = read.AreMore,
            Changes =
            [
                .. read.Changes.Select(change => new ClaimChangeModel(
                    change.At,
                    SourcingSentences.StatusOf(words, change.Status),
                    change.Reason
                )
                {
                    By = change.By,
                    Url = change.Url,
                    CommentUrl = change.CommentId is { } comment ? visit.SiteUrl($"/c/{comment}") : null,
                    CorrectedByUrl =
                        change.CorrectedBy is { } right && read.CorrectedBy.Contains(right)
                            ? visit.SiteUrl($"/claims/{right}")
                            : null,
                }),
                new ClaimChangeModel(
                    read.Entered.At,
                    SourcingSentences.StatusOf(words, ClaimStatus.Open),
                    words["claim.entered"]
                )
                {
                    IsOurs = true,
                    By = read.Entered.By,
                },
            ],
        };
    }

    public static ClaimAnswer ToAnswer(Visit visit, ClaimReader.Read read) =>
        new(
            read.Claim.Id,
            read.Claim.Sentence,
            read.Claim.Kind,
            read.Claim.Status,
            read.Claim.StatusAt,
            new(
                read.Rests.Articles,
                read.Rests.Outlets,
                [.. read.Rests.Roots.Select(root => new RootAnswer(root.Source.Name, root.Source.Kind, root.Via?.Name))],
                read.Rests.Unknown,
                [.. read.Rests.Loops.Select(loop => loop.Outlets)]
            ),
            [.. read.Carried.Select(one => ToAnswer(visit, read, one))],
            read.AreMore,
            [
                .. read.Changes.Select(change => new ClaimChangeAnswer(change.Status, change.Reason, change.At)
                {
                    By = change.By,
                    Url = change.Url,
                    CommentId = change.CommentId,
                    CorrectedBy = change.CorrectedBy is { } right && read.CorrectedBy.Contains(right) ? right : null,
                }),
            ]
        )
        {
            Before =
            [
                .. read.Former.Select(one => new ClaimBeforeAnswer(one.Claim.Sentence, one.Claim.Kind, one.At)
                {
                    SaidOn = one.Claim.SaidOn,
                    ValidFrom = one.Claim.ValidFrom,
                    ValidTo = one.Claim.ValidTo,
                    Reason = one.Reason,
                    By = one.By,
                }),
            ],
            SaidOn = read.Claim.SaidOn,
            ValidFrom = read.Claim.ValidFrom,
            ValidTo = read.Claim.ValidTo,
            Url = visit.Home.Absolute($"/{visit.Site.Name}/claims/{read.Claim.Id}"),
        };

    /// <summary>How the label of a status looks.</summary>
    public static string KindOf(ClaimStatus status) =>
        status switch
        {
            ClaimStatus.Stands => "good",
            ClaimStatus.Open => "soft",
            ClaimStatus.Retracted => "bad",
            _ => "wait",
        };

    private static IEnumerable<SourceStepModel> ChainOf(Visit visit, Attribution one)
    {
        var steps = SourcingSentences.ToSteps(visit.Words, one.Hops, one.Article?.Outlet.Name ?? visit.Site.Title);
        // Whoever carries it is the first step, unless the outlet's own article is where the chain begins.
        return one.Article is { } article && article.Outlet.Id == one.Hops[0].Source.Id
            ? steps
            :
            [
                new SourceStepModel(
                    one.Article?.Outlet.Name ?? visit.Site.Title,
                    visit.Words["sourcing.act-reported"],
                    "original"
                )
                {
                    Url = one.Article?.Url,
                },
                .. steps,
            ];
    }

    private static string LoopOf(Words words, Loop loop)
    {
        var names = loop.Outlets.Count <= MostInLoop ? loop.Outlets : [.. loop.Outlets.Take(MostInLoop), "…", loop.Outlets[^1]];
        var chain = names
            .Skip(1)
            .Aggregate(names[0], (before, name) => words.Format("claim.loop-from", ("before", before), ("name", name)));
        return words.Format("claim.loop", ("chain", chain));
    }

    private static ClaimArticleModel ToArticle(Visit visit, ClaimReader.Read read, Attribution one)
    {
        var words = visit.Words;
        var how = HowOf(words, one);
        if (one.Article is { } article)
            return new(article.Outlet.Name, article.Title, article.Url, how)
            {
                On = Edtf.TryParse(article.On, out var on) ? SourcingSentences.DateOf(words, on) : null,
                Chain = [.. ChainOf(visit, one)],
            };
        var story = read.Stories.GetValueOrDefault(one.StoryId ?? default);
        return new(
            visit.Site.Title,
            story?.Title ?? words["thread.title"],
            story is null ? null : ClaimReader.UrlOf(visit, story),
            how
        )
        {
            At = story?.PublishedAt,
            Chain = [.. ChainOf(visit, one)],
        };
    }

    private static string HowOf(Words words, Attribution one)
    {
        var knows =
            one.IsDeclined ? words.Format("claim.knows-declined", ("source", SourcingSentences.Summary(words, one.Hops)))
            : one.Hops is [var only] && only.Source.Id == one.Article?.Outlet.Id ? words["claim.knows-itself"]
            : one.Hops is [{ Source.Kind: SourceKind.OwnObservation }] ? words["claim.knows-seen"]
            : words.Format("claim.knows-from", ("source", SourcingSentences.Summary(words, one.Hops)));
        return one.Stance == Stance.States
            ? knows
            : words.Listed([words["claim.stance-" + one.Stance.ToString().ToLowerInvariant()], knows]);
    }

    private static CarriedAnswer ToAnswer(Visit visit, ClaimReader.Read read, Attribution one)
    {
        var chain = one.Hops.Select(HopAnswer.Of).ToList();
        if (one.Article is { } article)
            return new(article.Outlet.Name, article.Title, article.Url, article.On, one.Stance, chain);
        var story = read.Stories.GetValueOrDefault(one.StoryId ?? default);
        return new(
            visit.Site.Title,
            story?.Title ?? "",
            story is null ? null : ClaimReader.AbsoluteUrlOf(visit, story),
            story?.PublishedAt?.ToString("O"),
            one.Stance,
            chain
        );
    }
}
