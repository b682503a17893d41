using Parley.Scoring;
using Xunit;
using Attribute = Parley.Scoring.Attribute;

namespace Parley.Tests.Scoring;

/// <summary>What the model that comes with Parley says of plain cases. How good it is at others, docs/scoring.md says.</summary>
public sealed class EnglishModelTests
{
    private static readonly EnglishModel Model = new();

    private static readonly TrainedModel Trained = TrainedModel.Open(
        (UnmanagedMemoryStream)typeof(EnglishModel).Assembly.GetManifestResourceStream("english.model")!
    );

    [Theory]
    [InlineData(
        Attribute.Insult,
        "You are an idiot and nobody wants you here.",
        "You are right, and I thank you for coming here."
    )]
    [InlineData(
        Attribute.Toxicity,
        "What a pathetic bunch of morons you are.",
        "What a good evening that was, thanks to all of you."
    )]
    [InlineData(Attribute.Threat, "I will find you and I will kill you.", "I will find the book and send it to you.")]
    [InlineData(Attribute.Profanity, "What the fuck is this shit?", "What on earth is this thing?")]
    [InlineData(
        Attribute.IdentityAttack,
        "Muslims are filth, throw them out.",
        "Muslims are celebrating the end of Ramadan today."
    )]
    [InlineData(Attribute.AttackOnCommenter, "You are a liar and an idiot.", "The government lied about the war.")]
    public void A_text_that_is_so_scores_above_one_that_is_not(string attribute, string higher, string lower) =>
        Assert.True(Score(higher, attribute) > Score(lower, attribute) + 0.2f);

    [Theory]
    [InlineData("You are a stupid idiot, shut up.", 0.8f, 1f)]
    [InlineData("Fuck off, you worthless piece of shit.", 0.8f, 1f)]
    [InlineData("The council meets on Tuesday to talk about the new bus line.", 0f, 0.1f)]
    [InlineData("I do not agree: the figures in the second table are from last year.", 0f, 0.2f)]
    [InlineData("", 0f, 0.01f)]
    [InlineData("?! 123", 0f, 0.05f)]
    public void Plain_abuse_is_high_and_plain_talk_low(string text, float least, float most) =>
        Assert.InRange(Score(text, Attribute.Toxicity), least, most);

    [Theory]
    [InlineData("You are an 1d10t.")]
    [InlineData("You are an i d i o t.")]
    [InlineData("You are an i.d.i.o.t")]
    [InlineData("You are an idi0t!!!")]
    [InlineData("You are an iiidiooooot.")]
    [InlineData("You are an iditot.")]
    [InlineData("You are an id*ot.")]
    [InlineData("You are an ідiоt.")]
    [InlineData("You are an ｉｄｉｏｔ.")]
    [InlineData("You are an i\u200Bd\u200Biot.")]
    [InlineData("youareanidiot")]
    public void A_word_in_disguise_scores_like_the_plain_one(string text) =>
        Assert.InRange(Score(text, Attribute.Toxicity), Score("You are an idiot.", Attribute.Toxicity) - 0.25f, 1);

    [Theory]
    [InlineData("Palestinians, f….", "Palestinians, fuck.")]
    [InlineData("I told you f…..", "I told you fuck.")]
    [InlineData("What is that, f…. you all", "What is that, fuck you all")]
    [InlineData("The whole thing is rotten f…. and nothing else", "The whole thing is rotten fuck and nothing else")]
    [InlineData("I said it, you f... people", "I said it, you fuck people")]
    [InlineData("F... you and your bus", "Fuck you and your bus")]
    public void A_word_broken_off_is_read_wherever_it_stands(string hidden, string plain) =>
        Assert.InRange(Score(hidden, Attribute.Profanity), Score(plain, Attribute.Profanity) - 0.2f, 1);

    [Theory]
    [InlineData("It is a word of f letters, as they say.")]
    [InlineData("I would rather take option f.")]
    [InlineData("My favourite writer is F. Scott Fitzgerald.")]
    [InlineData("For the plan of the house see fig. f")]
    [InlineData("We waited so... and then we went home.")]
    [InlineData("It is plan b... and then there is plan c...")]
    [InlineData("Well, as... I would say no... to that")]
    [InlineData("It took them 5h… and then 3k... more")]
    [InlineData("It was 100 F... too warm for a coat.")]
    [InlineData("I would rather take option f.. and be done.")]
    [InlineData("She got an F… again, as in May.")]
    [InlineData("They were born in S.F… and went to school there.")]
    [InlineData("The letter _f_ stands for force.")]
    public void A_letter_or_a_pause_is_no_word_broken_off(string text)
    {
        Assert.InRange(Score(text, Attribute.Profanity), 0, 0.3f);
        Assert.InRange(Score(text, Attribute.Toxicity), 0, 0.3f);
    }

    [Theory]
    [InlineData(Attribute.Threat, "I will kill you. I will kill you. I will kill you.")]
    [InlineData(Attribute.Threat, "You will die for this. I will find you and shoot you. I will burn your house down.")]
    [InlineData(Attribute.Toxicity, "You idiot, you moron, you idiot, you moron, you stupid stupid fool and idiot.")]
    [InlineData(Attribute.SevereToxicity, "Die you fucking bitch, die you fucking bitch, die you fucking bitch.")]
    [InlineData(Attribute.IdentityAttack, "Muslims are filth. Muslims are vermin. Muslims are filth and vermin.")]
    public void A_score_from_which_something_follows_has_its_words_however_often_they_are_said(string attribute, string text)
    {
        Assert.InRange(Score(text, attribute), 0.5f, 1);

        Assert.NotEmpty(Model.DriversOf(text)(attribute));
    }

    [Fact]
    public void A_long_text_is_told_of_by_the_words_that_weigh_most_wherever_they_stand()
    {
        var text = Plain(90) + "You are a stupid idiot, shut up, you moron.";
        Assert.InRange(Score(text, Attribute.Insult), 0.5f, 1);

        var places = Model.DriversOf(text)(Attribute.Insult).Select(driver => driver.Place);

        Assert.Contains(places, place => place.In(text).Contains("idiot", StringComparison.Ordinal));
    }

    [Fact]
    public void What_drove_one_score_of_a_long_text_leaves_enough_to_look_for_what_drove_the_next()
    {
        // So many of the kind, each of them several times, that no score falls without any one of them.
        const string Coarse = """
            fuck shit bitch asshole bastard cunt dick prick piss bollocks bullshit motherfucker crap arse twat wanker slut whore cock pussy
            faggot dickhead bugger shithead fucker.
            """;
        var drivers = Model.DriversOf($"{Coarse} {Coarse} {Coarse} {Plain(70)}");

        Assert.NotEmpty(drivers(Attribute.Profanity));
        Assert.NotEmpty(drivers(Attribute.AttackOnCommenter));
    }

    [Fact]
    public void A_word_said_again_far_behind_is_left_out_there_too()
    {
        var without = new Omissions(Trained, "They are idiots. " + Plain(40) + "They are idiots.");

        Assert.Contains(without.Copies, copies => copies.Places.Length == 2 && copies.Places[1] > 300);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(30)]
    [InlineData(300)]
    public void All_that_is_left_out_stays_within_its_budget_and_every_kind_of_it_has_its_turn(int sentences)
    {
        var without = new Omissions(Trained, Plain(sentences));

        IReadOnlyList<Omission>[] kinds = [without.Single, without.Copies, without.Pairs, without.Sentences];

        Assert.All(kinds, Assert.NotEmpty);
        Assert.InRange(kinds.Sum(kind => kind.Count) * without.Words.Length, 1, Omissions.MostLookedAt);
        // And then it goes on until there is nothing left of it, and no further.
        var more = 0;
        while (without.Without([0]) is not null)
            more++;
        Assert.Equal(Omissions.MostLookedAt / without.Words.Length, kinds.Sum(kind => kind.Count) + more);
    }

    [Fact]
    public void Scoring_allocates_nothing()
    {
        var texts = new[]
        {
            "You are an id1ot, and f**k your article about the c o u n c i l.",
            new string('x', 300) + " " + string.Concat(Enumerable.Repeat("Thank you for these wordstogether 🙂. ", 60)),
        };
        var scores = new float[Model.Attributes.Count];
        for (var round = 0; round < 3; round++)
            foreach (var text in texts)
                Model.Score(text, scores);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 20; round++)
            foreach (var text in texts)
                Model.Score(text, scores);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void The_same_text_scores_the_same_on_every_thread()
    {
        var texts = Enumerable
            .Range(0, 64)
            .Select(number => $"Text {number}, you {(number % 3 == 0 ? "fool" : "know")}.")
            .ToList();
        var one = texts.ConvertAll(text => Score(text, Attribute.Toxicity));

        Assert.Equal(one, texts.AsParallel().AsOrdered().Select(text => Score(text, Attribute.Toxicity)).ToList());
    }

    [Theory]
    [InlineData("Thank you for the article, but the author is an idiot.", "idiot")]
    [InlineData("I liked the pictures. You are a m0ron though.", "m0ron")]
    public void The_words_that_drove_a_score_are_found_where_they_were_written(string text, string word)
    {
        var heaviest = Model.DriversOf(text)(Attribute.Toxicity)[0];

        Assert.Contains(word, heaviest.Place.In(text), StringComparison.Ordinal);
        Assert.InRange(heaviest.Place.Length, word.Length, word.Length + 16);
        Assert.InRange(heaviest.Weight, 0.02f, 1f);
    }

    [Fact]
    public void Nothing_drove_the_score_of_plain_talk() =>
        Assert.Empty(Model.DriversOf("The council meets on Tuesday.")(Attribute.Toxicity));

    // Eleven words a sentence.
    private static string Plain(int sentences) =>
        string.Concat(Enumerable.Repeat("The council meets on Tuesday to talk about the bus line. ", sentences));

    private static float Score(string text, string attribute)
    {
        var scores = new float[Model.Attributes.Count];
        Model.Score(text, scores);
        return scores[Model.Attributes.ToList().IndexOf(attribute)];
    }
}
