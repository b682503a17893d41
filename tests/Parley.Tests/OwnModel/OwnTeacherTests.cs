using Parley.Learning;
using Parley.OwnModel;
using Parley.Tests.Spam;
using Xunit;

namespace Parley.Tests.OwnModel;

/// <summary>What is learned from decisions, and what is counted of it.</summary>
public sealed class OwnTeacherTests
{
    [Fact]
    public void The_newest_fifth_is_only_judged_on_and_the_same_decisions_teach_the_same()
    {
        var examples = Enumerable.Range(0, 600).Select(Example).ToList();

        var lesson = OwnTeacher.Teach(examples, [], default).Lesson!;
        var again = OwnTeacher.Teach([.. examples.Take(120), .. examples.Skip(120).Reverse()], [], default).Lesson!;

        Assert.Equal(examples.Take(120).Select(one => one.Id), lesson.Judged.Select(one => one.Id));
        Assert.Equal(480, lesson.Learned);
        var lanes = new Lanes(lesson.Judged.Select(one => Judge(lesson.Weights, one)));
        Assert.True(lanes.Auc() > 0.95);
        Assert.Equal(OwnModelBytes.OfWeights(lesson.Weights), OwnModelBytes.OfWeights(again.Weights));
        var kept = OwnModelBytes.ToWeights(OwnModelBytes.OfWeights(lesson.Weights))!;
        Assert.Equal(lesson.Judged.Select(one => Judge(lesson.Weights, one)), lesson.Judged.Select(one => Judge(kept, one)));
    }

    // Of six hundred, the newest 120 are judged on; they stand first.
    [Theory]
    [InlineData("stand", "stand", true, 60)]
    [InlineData("rejected", "both", false, 10)]
    [InlineData("rejected", "stand", false, 10)]
    [InlineData("both", "stand", true, 20)]
    [InlineData("copies rejected", "copies rejected", true, 59)]
    [InlineData("mostly rejected", "stand", null, 50)]
    [InlineData("copies", "copies", null, 59)]
    public void Where_nothing_is_learned_it_is_told_what_it_takes(string newest, string older, bool? isRejected, int missing)
    {
        var examples = Enumerable.Range(0, 600).Select(at => ExampleOf(at, at < 120 ? newest : older)).ToList();

        Assert.Equal<(OwnLesson?, Lack?)>((null, new(isRejected, missing)), OwnTeacher.Teach(examples, [], default));

        static OwnExample ExampleOf(int at, string sort)
        {
            var isRejected = sort switch
            {
                "stand" => false,
                "rejected" => true,
                "mostly rejected" => at % 3 != 0,
                _ => at % 3 == 0,
            };
            return Example(sort == "copies" || (sort == "copies rejected" && isRejected) ? 0 : at, isRejected);
        }
    }

    [Fact]
    public void Whoever_decides_most_weighs_less_and_no_decision_is_lost()
    {
        Guid ann = Guid.CreateVersion7(),
            bo = Guid.CreateVersion7();
        IReadOnlyDictionary<(Guid Moderator, bool IsRejected), float> Weigh(int ofAnn, int ofBo) =>
            Voices.Of([
                .. Enumerable
                    .Range(0, ofAnn + ofBo)
                    .Select(at => new DecidedComment(Guid.Empty, at < ofAnn ? ann : bo, true, 0, DateTimeOffset.UnixEpoch)),
            ]);

        // Whoever is alone is the house.
        Assert.Equal(1, Weigh(1_450, 0)[(ann, true)], 4);
        for (var ofBo = 1; ofBo <= 1_450; ofBo += 7)
        {
            var weights = Weigh(1_450, ofBo);
            var (whole, other) = (1_450 * weights[(ann, true)], ofBo * weights[(bo, true)]);
            // More decisions never teach less, and nobody's counts more than four times another's.
            Assert.Equal(1_450 + ofBo, whole + other, 1);
            Assert.InRange(weights[(bo, true)] / weights[(ann, true)], 0.999f, 4.001f);
            // From a quarter on the others have as much of a say.
            if (ofBo * 4 >= 1_450)
                Assert.Equal(whole, other, 1);
        }

        // Each kind by itself: who rejects most is not the one who lets most stand.
        var both = Voices.Of([
            .. Enumerable
                .Range(0, 400)
                .Select(at => new DecidedComment(
                    Guid.Empty,
                    at < 100 || at >= 300 ? ann : bo,
                    at >= 200,
                    0,
                    DateTimeOffset.UnixEpoch
                )),
        ]);
        Assert.All(both.Values, weight => Assert.Equal(1, weight, 4));
    }

    [Theory]
    [InlineData(new[] { 7, 8 }, new float[] { 0, 0 })]
    [InlineData(new int[] { }, new float[] { 1, 1 })]
    public void What_weighs_more_is_what_is_learned(int[] features, float[] scores)
    {
        double Sum(float weightOfSo, float weightOfNot)
        {
            var lessons = Enumerable
                .Range(0, 20)
                .Select(at => new Lesson(features, scores, at % 2 == 0, at % 2 == 0 ? weightOfSo : weightOfNot));
            return Learner.Learn(lessons, Learner.UsualPull, default).Sum(features, scores);
        }

        Assert.Equal(0, Sum(1, 1), 1);
        Assert.InRange(Sum(3, 1), 0.5, 2);
        Assert.InRange(Sum(1, 3), -2, -0.5);
    }

    [Fact]
    public void Each_slice_counts_what_is_in_it()
    {
        // By number: every second was rejected, and every third is held, so six in a row are alike.
        var judged = Enumerable
            .Range(0, 90)
            .Select(at => new JudgedComment(
                Guid.CreateVersion7(),
                at % 3 == 0 ? 0.8 : 0.2,
                at % 2 == 0,
                at < 60 ? "en"
                    : at < 84 ? "de"
                    : "fr",
                at < 30,
                (at < 24 ? 0b0000001 : 0) | (at < 19 ? 0b0001000 : 0) | (at is >= 30 and < 60 ? 0b0100000 : 0)
            ))
            .ToList();

        var slices = new OwnEvaluation(judged).Slices(0.8);

        // Of fewer than twenty, as of INSULT and of French, nothing is said.
        Assert.Equal(
            [
                new("all", "", 90, 45, 30, 15),
                new("attribute", "TOXICITY", 24, 12, 8, 4),
                new("attribute", "THREAT", 30, 15, 10, 5),
                new("language", "en", 60, 30, 20, 10),
                new("language", "de", 24, 12, 8, 4),
                new("group", "", 30, 15, 10, 5),
                new("no-group", "", 60, 30, 20, 10),
            ],
            slices
        );
        Assert.Equal((0.5, 1.0 / 3), (slices[0].Precision!.Value, slices[0].Recall!.Value));
        Assert.All(new OwnEvaluation(judged).Slices(0.9), slice => Assert.Null(slice.Precision));
        Assert.Null(new OwnEvaluation([.. judged.Where(one => !one.IsRejected)]).Slices(0.8)[0].Recall);
    }

    [Fact]
    public void What_is_kept_of_a_judged_comment_comes_back()
    {
        JudgedComment[] judged =
        [
            new(Guid.CreateVersion7(), 1, true, "ar", true, 0b1111111),
            new(Guid.CreateVersion7(), 0, false, null, false, 0b0100000),
            new(Guid.CreateVersion7(), 13107.0 / ushort.MaxValue, false, "zu", false, 0),
        ];

        Assert.Equal(judged, OwnModelBytes.ToJudged(OwnModelBytes.OfJudged(judged)));
    }

    [Fact]
    public void Lanes_are_as_wide_as_so_few_wrong_ones_allow()
    {
        // Ten that stand, one that was taken down among them; then as many the other way round.
        var lanes = new Lanes(
            Enumerable.Range(0, 20).Select(number => new Judged(number / 20.0, number == 5 || (number > 9 && number != 14)))
        );

        Assert.Equal(0.91, lanes.Auc(), 2);
        var (below, from) = lanes.Widest(0);
        Assert.Equal((0.25, 0.75), (below, from));
        Assert.Equal(new LaneFigures(20, 5, 0, 5, 0), lanes.At(below, from));
        Assert.Equal(new LaneFigures(20, 10, 1, 10, 1), lanes.At(0.5, 0.5));
        (below, from) = lanes.Widest(0.1);
        Assert.Equal(new LaneFigures(20, 10, 1, 10, 1), lanes.At(below, from));
        // By so few nobody can be sure.
        (below, from) = lanes.Widest(0.1, Lanes.Sure);
        Assert.Equal(0, lanes.At(below, from).ByMachine);
    }

    // 1 - 0.1^(1/n) of n without a wrong one; of more from tables of the binomial.
    [Theory]
    [InlineData(229, 0, 0.01, false)]
    [InlineData(230, 0, 0.01, true)]
    [InlineData(387, 1, 0.01, false)]
    [InlineData(388, 1, 0.01, true)]
    [InlineData(22, 0, 0.1, true)]
    [InlineData(21, 0, 0.1, false)]
    [InlineData(20_000, 3_900, 0.2, true)]
    [InlineData(20_000, 3_990, 0.2, false)]
    public void A_lane_is_promised_where_nine_times_in_ten_it_keeps(int many, int wrong, double share, bool isOpen)
    {
        // All alike, so that the lane is all of them or none.
        var lanes = new Lanes(Enumerable.Range(0, many).Select(number => new Judged(0.1, number < wrong)));

        Assert.Equal(isOpen, lanes.At(lanes.Widest(share, Lanes.Sure).Below, 2).Published == many);
    }

    private static Judged Judge(OwnWeights weights, OwnExample one) =>
        new(weights.Probability(one.Features, one.Scores), one.IsRejected);

    private static OwnExample Example(int number) => Example(number, number % 3 == 0);

    private static OwnExample Example(int number, bool isRejected) =>
        OwnExample.Of(
            Guid.CreateVersion7(),
            isRejected,
            Texts.Scored(isRejected ? Texts.Spam(number) : Texts.Other(number)),
            null
        );
}
