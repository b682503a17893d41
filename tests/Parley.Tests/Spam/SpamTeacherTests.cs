using Parley.Learning;
using Parley.Spam;
using Xunit;

namespace Parley.Tests.Spam;

/// <summary>What the model learns from decisions, and what it must not.</summary>
public sealed class SpamTeacherTests
{
    private static readonly SpamModel Model = SpamTeacher.Teach(Texts.Examples(60), false, default)!.Model;

    [Fact]
    public void It_tells_new_advertising_from_what_people_say_and_shows_the_words_that_drove_it()
    {
        const string Words = "My dear friends, earn money from home: visit our shop now!";

        var score = Assert.Single(Model.Score(Texts.Scored(Words)));

        Assert.InRange(score.Probability, 0.8, 1);
        var drivers = score.Drivers().Select(place => place.In(Words)).ToList();
        Assert.NotEmpty(drivers);
        Assert.DoesNotContain(drivers, words => words.Contains("dear", StringComparison.Ordinal));
        Assert.InRange(Model.Score(Texts.Scored("The mayor should explain the winter timetables."))[0].Probability, 0, 0.3);
    }

    [Fact]
    public void It_says_nothing_before_enough_was_decided_either_way_in_different_words()
    {
        Assert.Null(SpamTeacher.Teach(Texts.Examples(SpamTeacher.Fewest - 1), false, default));
        Assert.Null(SpamTeacher.Teach(Texts.Examples(200, spam: number => Texts.Spam(number % 3)), false, default));
        Assert.NotNull(SpamTeacher.Teach(Texts.Examples(SpamTeacher.Fewest), false, default));
    }

    [Theory]
    [InlineData("اربح المال من بيتك وزر متجرنا الآن {0}", "المجلس نسي الجسر القديم كما قلت {0}", "اربح المال الآن")]
    [InlineData("加微信领取免费红包点击链接{0}", "市长应该解释冬季的时间表{0}", "点击领取免费红包")]
    [InlineData(
        "Kaikille halpoja kelloja verkkokaupastamme {0}",
        "Kunnanvaltuusto unohti vanhan sillan {0}",
        "halvoissa verkkokaupoissamme kelloja"
    )]
    public void It_learns_in_any_script(string spam, string other, string fresh)
    {
        var texts = Texts.Examples(
            60,
            number => string.Format(null, spam, number),
            number => string.Format(null, other, number)
        );
        var model = SpamTeacher.Teach(texts, false, default)!.Model;

        Assert.InRange(model.Score(Texts.Scored(fresh))[0].Probability, 0.8, 1);
        Assert.InRange(model.Score(Texts.Scored(string.Format(null, other, 999)))[0].Probability, 0, 0.2);
    }

    [Fact]
    public void The_same_decisions_give_the_same_model_on_every_node_and_others_another()
    {
        var examples = Texts.Examples(60);
        var again = SpamTeacher.Teach([.. examples.AsEnumerable().Reverse()], false, default)!.Model;
        var one = SpamTeacher.Teach(examples, false, default)!.Model;
        var text = Texts.Scored("Cheap loans, said the mayor");

        Assert.Equal(one.FullName, again.FullName);
        Assert.Equal(one.Score(text)[0].Probability, again.Score(text)[0].Probability);
        examples[0] = examples[0] with { IsSpam = false };
        Assert.NotEqual(one.FullName, SpamTeacher.Teach(examples, false, default)!.Model.FullName);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \u200b ")]
    [InlineData("😀😀😀 !!! …")]
    public void Of_what_has_no_words_it_says_nothing(string words) => Assert.Empty(Model.Score(Texts.Scored(words)));

    [Fact]
    public void A_text_of_nothing_but_links_is_known_by_where_they_lead()
    {
        var texts = Texts.Examples(
            60,
            spam: number => $"https://shop{number}.pills.example/a{number} https://pills.example/{number}"
        );
        var model = SpamTeacher.Teach(texts, false, default)!.Model;
        const string Words = "https://eu.pills.example/zzz";

        var score = model.Score(Texts.Scored(Words))[0];

        Assert.InRange(score.Probability, 0.9, 1);
        Assert.All(score.Drivers(), place => Assert.InRange(place.Start + place.Length, 1, Words.Length));
    }

    [Fact]
    public void Words_that_say_nothing_about_it_are_held_against_nobody()
    {
        // Decided by a coin: there is nothing to learn, and a model that only remembers would find them all again.
        var coin = Texts.Examples(200, Texts.Other, number => Texts.Other(number + 500));

        var lesson = SpamTeacher.Teach(coin, true, default)!;

        Assert.InRange(lesson.At(90).Wrong, 0, 2);
        Assert.InRange(
            Enumerable
                .Range(0, 700)
                .Count(number => lesson.Model.Score(Texts.Scored(Texts.Other(number)))[0].Probability > 0.9),
            0,
            4
        );
    }

    [Fact]
    public void A_trial_on_the_past_asks_weights_that_have_not_learned_from_the_very_words()
    {
        const string Odd = "Herons on quays sleep through winter.";
        List<SpamExample> examples = [.. Texts.Examples(100), Texts.Example(Odd, true)];

        double ScoreOf(bool isForPast) =>
            SpamTeacher.Teach(examples, isForPast, default)!.Model.Score(Texts.Scored(Odd))[0].Probability;

        Assert.InRange(ScoreOf(true), 0, ScoreOf(false) - 0.1);
    }

    [Fact]
    public void One_moderator_teaches_no_more_than_all_others_together()
    {
        Guid rogue = Guid.CreateVersion7(),
            ann = Guid.CreateVersion7(),
            bo = Guid.CreateVersion7();
        var decisions = Enumerable
            .Range(0, 1_000)
            .Select(number => new DecidedComment(
                Guid.CreateVersion7(),
                number < 900 ? rogue
                    : number < 960 ? ann
                    : bo,
                true,
                5,
                DateTimeOffset.UnixEpoch
            ))
            .ToList();

        var chosen = DecidedComments.Choose(decisions, SpamTeacher.Most, SpamTeacher.Fewest);

        Assert.Equal(
            (100, 60, 40),
            (
                chosen.Count(one => one.Moderator == rogue),
                chosen.Count(one => one.Moderator == ann),
                chosen.Count(one => one.Moderator == bo)
            )
        );
        // Where nobody else has decided enough, one moderator is the house.
        Assert.Equal(900, DecidedComments.Choose([.. decisions.Take(900)], SpamTeacher.Most, SpamTeacher.Fewest).Count);
    }
}
