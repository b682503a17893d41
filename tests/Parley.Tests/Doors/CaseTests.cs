using System.Net;
using AngleSharp.Html.Parser;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Doors;

/// <summary>Cases that people met elsewhere (<c>docs/cases.md</c>), from the door that a text comes in by to where it is read.</summary>
public sealed class CaseTests
{
    private const string Rainbow = "\U0001F3F3\uFE0F\u200D\U0001F308";
    private const string Family = "\U0001F469\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466";

    [Theory, ClassData(typeof(EveryDatabase)), Trait("Case", "emoji-stay-whole")]
    public async Task Emoji_and_heaped_marks_come_back_whole_from_both_engines(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await House.ServerAsync(database);
        using var house = await House.OpenAsync(server);
        const string Words =
            Family
            + " ok \U0001F44D\U0001F3FD \U0001F3F3\uFE0F\u200D\U0001F308 \u26A1\uFE0F \U0001D4B3 \u0E17\u0E35\u0E48\u0E19\u0E35\u0E48 Vi\u1EC7t";
        var families = string.Concat(Enumerable.Repeat(Family, 40));

        foreach (var words in new[] { Words, families })
        {
            var id = await house.Writer.PublishAsync(house.Thread, words);
            await house.Other.PostAsync($"{House.Api}/comments/{id}/reports", new { reason = "other", words });

            Assert.Equal(words, await house.MineAsync(id));
            var known = await house.CaseAsync(id);
            Assert.Equal(words, (string?)known["comment"]!["body"]);
            Assert.Equal(words, (string?)known["reports"]![0]!["words"]);
            Assert.Equal(words, Door.BoxOf(await house.Writer.GetAsync($"{House.Site}/c/{id}/edit"), "compose-body"));
            Assert.Contains(words, ShownBy(await house.Visitor.GetAsync($"{House.Site}/c/{id}")), StringComparison.Ordinal);
            // And where it is shortened, no piece of a family is left.
            foreach (var page in new[] { $"{House.Site}/console", $"{House.Site}/console?c={id}", $"{House.Site}/c/{id}" })
            {
                var shown = ShownBy(await house.Moderator.GetAsync(page));
                Assert.DoesNotContain('\uFFFD', shown);
                Assert.Equal(
                    0,
                    shown
                        .Replace(words, "", StringComparison.Ordinal)
                        .Replace(Family, "", StringComparison.Ordinal)
                        .Replace(Rainbow, "", StringComparison.Ordinal)
                        .Count(c => c == '\u200D')
                );
            }
        }
    }

    [Theory, ClassData(typeof(EveryDatabase)), Trait("Case", "name-with-nothing-to-see")]
    public async Task A_name_that_shows_nothing_is_refused_and_one_that_hides_something_is_what_it_shows(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await House.ServerAsync(database);
        using var house = await House.OpenAsync(server);
        string[] nothing = ["", "   ", "\u00A0", "\u3164", "\u2800", "\u200B\u200D\u200B", "\u202E", "\uFE0F", "\u200F\u200E"];
        (string Typed, string Shown)[] names =
        [
            ("\u200F\u05E9\u05E8\u05D4", "\u05E9\u05E8\u05D4"),
            ("  Ann   B  ", "Ann B"),
            ("Anna\u200B \u200B \u200BBaker", "Anna Baker"),
        ];

        foreach (var name in nothing)
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SignUpAsync(house, name)).Status);
            Assert.True((int)(await EnterAsync(house, name)).Status is >= 400 and < 500);
        }

        foreach (var (typed, shown) in names)
        {
            Assert.Equal(shown, await house.NameAsync(await EnterAsync(house, typed)));
            Assert.Equal(shown, await house.NameAsync(await SignUpAsync(house, typed)));
        }

        var taken = await SignUpAsync(house, "Anna Baker");
        Assert.Contains("#name", taken.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, taken.Status);
    }

    private static Task<TestAnswer> SignUpAsync(House house, string name) =>
        house.Visitor.SendFormAsync(
            $"{House.Site}/sign-up",
            ("name", name),
            ("email", House.FreshMail()),
            ("password", House.Password)
        );

    private static Task<TestAnswer> EnterAsync(House house, string name) =>
        house.Visitor.SendFormAsync(
            $"{House.Site}/t/{house.Thread}/comments",
            ("body", $"Words {Guid.NewGuid():N}"),
            ("guestName", name),
            ("guestEmail", House.FreshMail())
        );

    private static string ShownBy(TestAnswer page) => new HtmlParser().ParseDocument(page.Text).Body!.TextContent;
}
