using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Parley.Reasons;
using Parley.Screening;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Screening;

public sealed class WordCheckTests
{
    [Fact]
    public void A_banned_word_is_refused_and_a_suspect_one_waits()
    {
        var draft = Drafts.Of("pills, you idiot", banned: "pills", suspect: "idiot");

        var banned = Assert.Single(WordCheck.Banned.Review(draft));
        var suspect = Assert.Single(WordCheck.Suspect.Review(draft));

        Assert.Equal((Verdict.Refuse, 7, new Place(0, 5)), (banned.Verdict, banned.RuleVersion, banned.Place));
        Assert.Equal((Verdict.Hold, 8, new Place(11, 5)), (suspect.Verdict, suspect.RuleVersion, suspect.Place));
        Assert.Equal("idiot", suspect.Arguments[Reason.Entry]);
    }

    [Fact]
    public void An_entry_whose_week_is_over_takes_no_place_from_one_that_is_tried()
    {
        var ended = string.Join('\n', Enumerable.Range(1, 30).Select(number => $"pill{number}x"));

        var reason = Assert.Single(
            WordCheck.Banned.Review(
                Drafts.Of(
                    ended.Replace('\n', ' ') + " trash",
                    banned: $"[shadow 2026-03-01T12:00Z]\n{ended}\n[shadow 2026-03-01T12:01Z]\ntrash"
                )
            )
        );

        Assert.Equal("trash", reason.Arguments[Reason.Entry]);
    }

    [Fact]
    public void An_entry_in_shadow_is_only_told_for_its_week_and_keeps_no_other_from_being_found()
    {
        var tried = string.Concat(Enumerable.Range(1, 30).Select(number => $"pill{number}x\n"));
        var words = string.Join(' ', Enumerable.Range(1, 30).Select(number => $"pill{number}x")) + " trash";
        foreach (var (until, told) in ((string, int)[])[("2026-03-01T12:01Z", 20), ("2026-03-01T12:00Z", 0)])
        {
            var findings = new Screener(Screener.InOrder, NullLogger<Screener>.Instance).Review(
                Drafts.Of(words, banned: $"trash\n[shadow {until}]\n{tried}trash")
            );

            Assert.Equal("trash", Assert.Single(findings.Reasons).Arguments[Reason.Entry]);
            Assert.Equal(told, findings.Shadow.Count);
            Assert.All(findings.Shadow, reason => Assert.Equal(("banned-words", Verdict.Pass), (reason.Check, reason.Verdict)));
        }
    }

    [Fact]
    public void The_place_that_is_marked_is_the_word_as_it_was_written()
    {
        var cases = JsonDocument.Parse(File.ReadAllText(SharedData.Find("cases/cases.json")));
        var input = cases
            .RootElement.EnumerateArray()
            .Single(one => one.GetProperty("id").GetString() == "marked-place-after-folding")
            .GetProperty("input");
        var suspect = input.GetProperty("suspect words")[0].GetString()!;

        var marked = input
            .GetProperty("texts")
            .EnumerateArray()
            .Select(text => text.GetString()!)
            .Select(text => Assert.Single(WordCheck.Suspect.Review(Drafts.Of(text, suspect: suspect))).Place!.Value.In(text));

        Assert.Equal(["IDIOTs", "idiot", "idiot", "IDIOT", "i\u200bdiot"], marked);
    }

    [Theory]
    [InlineData("id**i**ot", "idiot")]
    [InlineData("id&shy;iot", "id\u00adiot")]
    public void A_word_that_only_readers_see_whole_is_found_without_a_place(string source, string visible)
    {
        var reason = Assert.Single(WordCheck.Suspect.Review(Drafts.Of(source, visibleText: visible, suspect: "idiot")));

        Assert.Null(reason.Place);
        Assert.Equal("idiot", reason.Arguments[Reason.Entry]);
    }

    [Fact]
    public void A_word_that_is_seen_as_it_was_written_is_one_reason() =>
        Assert.Single(WordCheck.Suspect.Review(Drafts.Of("*idiot*", visibleText: "idiot", suspect: "idiot")));

    [Theory]
    [InlineData("you i d i o t!", "i d i o t")]
    [InlineData("you I.D.I.O.T", "I.D.I.O.T")]
    [InlineData("i - d - i - o - t", "i - d - i - o - t")]
    [InlineData("an i*d*i*o*t, and more", "i*d*i*o*t")]
    [InlineData("Ｉ Ｄ Ｉ Ｏ Ｔ", "Ｉ Ｄ Ｉ Ｏ Ｔ")]
    public void A_word_whose_letters_were_set_apart_is_found_where_it_stands(string text, string marked) =>
        Assert.Equal(marked, Assert.Single(WordCheck.Suspect.Review(Drafts.Of(text, suspect: "idiot"))).Place!.Value.In(text));

    [Theory]
    [InlineData("i d\ni o t")]
    [InlineData("plan i, d and i: o, or t")]
    [InlineData("i     d     i     o     t")]
    [InlineData("di i d i o to")]
    public void Letters_that_make_no_word_are_none(string text) =>
        Assert.Empty(
            WordCheck.Suspect.Review(Drafts.Of(text.Replace("\\n", "\n", StringComparison.Ordinal), suspect: "idiot"))
        );

    [Fact]
    public void Within_an_allowed_word_nothing_is_found_and_beside_it_all()
    {
        var draft = Drafts.Of(
            string.Concat(Enumerable.Repeat("Scunthorpe is no town. ", 30)) + "A cunt.",
            banned: "*cunt*",
            allowed: "Scunthorpe"
        );

        Assert.Equal(new Place(692, 4), Assert.Single(WordCheck.Banned.Review(draft)).Place);
    }

    [Fact]
    public void A_text_of_one_word_does_not_flood_the_record() =>
        Assert.Equal(
            20,
            WordCheck.Suspect.Review(Drafts.Of(string.Concat(Enumerable.Repeat("idiot ", 500)), suspect: "idiot")).Count()
        );

    [Fact]
    public void The_writer_is_not_told_which_entry_matched_where_the_site_keeps_it()
    {
        var reason = Assert.Single(WordCheck.Suspect.Review(Drafts.Of("you idiot", suspect: "idiot"))).WithoutMatch();

        Assert.Null(reason.Place);
        Assert.Empty(reason.Arguments);
        Assert.Equal("reason.suspect-words.listed", reason.Rule);
    }
}
