using Parley.Screening;
using Xunit;

namespace Parley.Tests.Screening;

public sealed class MaskedWordTests
{
    [Theory]
    [InlineData("What a f*ck is this", "f*ck")]
    [InlineData("what a F**k!", "F**k")]
    [InlineData("f***, really", "f***")]
    [InlineData("f###", "f###")]
    [InlineData("f--k that", "f--k")]
    [InlineData("(f..k)", "f..k")]
    [InlineData("f… you", "f…")]
    [InlineData("Such a f….", "f….")]
    [InlineData("ｆ**ｋ off", "ｆ**ｋ")]
    [InlineData("you are an id**t", "id**t")]
    [InlineData("two f*ck", "f*ck")]
    public void A_word_with_hidden_letters_is_found_where_what_it_shows_fits(string words, string masked)
    {
        var reason = Assert.Single(WordCheck.Suspect.Review(Drafts.Of(words, suspect: "fuck\nidiot*\nass")));

        Assert.Equal(masked, reason.Place?.In(words));
    }

    [Theory]
    [InlineData("He said *fine* and **fact**, from a-f, co-op and e.g. f.k.")]
    [InlineData("I... I do not know. A... well. f")]
    [InlineData("f*k and f****k and f*ckxyz")]
    [InlineData("I.... do not know, I…. cannot say")]
    [InlineData("fuc* has a footnote, f.ck a full stop, f-ck a hyphen")]
    [InlineData("f*rk and d*ck")]
    [InlineData("a** is too short an entry to guess")]
    [InlineData("fact. fear... form!! file#1 100%")]
    [InlineData("mail@paper.example and https://f.example/u**k")]
    public void Plain_prose_and_what_does_not_fit_is_left_alone(string words) =>
        Assert.Empty(WordCheck.Suspect.Review(Drafts.Of(words, suspect: "fuck\nidiot*\nass")));

    [Fact]
    public void What_many_entries_fit_says_nothing()
    {
        Assert.NotEmpty(WordCheck.Suspect.Review(Drafts.Of("f***", suspect: "fuck\nfart\nfool")));
        Assert.Empty(WordCheck.Suspect.Review(Drafts.Of("f***", suspect: "fuck\nfart\nfool\nfake")));
    }

    [Fact]
    public void A_text_of_nothing_but_masks_is_looked_through_at_once()
    {
        var list = string.Join('\n', Enumerable.Range(0, 10_000).Select(number => $"f{number:D4}ck"));

        Assert.Empty(WordCheck.Suspect.Review(Drafts.Of(string.Concat(Enumerable.Repeat("f1*34*k ", 2_500)), suspect: list)));
    }
}
