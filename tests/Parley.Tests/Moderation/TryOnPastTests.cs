using System.Net;
using System.Text.Json.Nodes;
using Parley.Readers;
using Parley.Storage;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Moderation;

public sealed class TryOnPastTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_rule_is_tried_on_the_past_beside_what_people_decided_and_changes_nothing(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        using var writer = await desk.WriterAsync("Ann Sorrel");
        using var other = await desk.WriterAsync("Bo Teal");
        var kept = await desk.PublishAsync(writer, "A kraken, I say.");
        var removed = await desk.PublishAsync(writer, "Such a kraken!");
        await desk.PublishAsync(other, "No kraken was seen.");
        await desk.PublishAsync(other, "The sea was calm.");
        await desk.DecideAsync(removed, "remove");
        await desk.ReportAsync(other, kept);
        await desk.DecideAsync(kept, "keep");
        await desk.ListedAsync(4);

        var trial = await TryAsync(desk, new { suspect = "kraken" });

        Assert.Equal((4, true), ((int)trial["looked"]!, (bool)trial["isWhole"]!));
        var words = trial["checks"]!.AsArray().Single()!;
        Assert.Equal("suspect-words", (string?)words["check"]);
        Assert.Equal((3, 1, 1, 1), CountOf(words["count"]!));
        var newest = words["examples"]![0]!;
        Assert.Equal("No kraken was seen.", (string?)newest["body"]);
        Assert.Equal(3, (int)newest["reasons"]![0]!["place"]!["start"]!);
        Assert.Equal("", (string?)(await desk.GetAsync(desk.Moderator, "/moderation/word-lists/suspect"))["text"]);
        await desk.PublishAsync(other, "Still a kraken.");
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_a_journalist_wrote_is_tried_as_the_checks_would_take_it(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        using var writer = await desk.WriterAsync("Ann Sorrel");
        await desk.PublishAsync(writer, "We asked them today.");
        var readers = desk.Host.Get<ReaderStore>();
        var reader = await readers.FindAsync(desk.Site.Id, await desk.IdOfAsync("Ann Sorrel"), default);
        await desk
            .Host.Get<Database>()
            .WriteAsync(scope => readers.ChangeRoleAsync(scope, reader!, ReaderRole.Journalist, default), default);
        await desk.ListedAsync(1);

        var rule = new
        {
            check = "first-comments",
            mode = "hold",
            limit = 5,
        };
        var trial = await TryAsync(desk, new { rules = new[] { rule } });

        Assert.Equal((1, 0), ((int)trial["looked"]!, (int)trial["together"]!["found"]!));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_rule_is_tried_over_the_comments_of_a_section_a_tag_or_a_discussion_alone(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        using var writer = await desk.WriterAsync("Ann Sorrel");
        var (sport, fish) = (
            await desk.OpenThreadAsync("https://harbour-courant.example/sport/regatta"),
            await desk.OpenThreadAsync("https://harbour-courant.example/fish")
        );
        await SetAsync(sport, "section = 'Sport', section_key = 'SPORT'");
        await SetAsync(fish, "tags = '[\"Salt\",\"F\\u00fccke\"]'");
        await desk.PublishAsync(writer, "A kraken of bread.");
        await desk.PostAsync(writer, "A kraken at sport.", thread: sport);
        await desk.PostAsync(writer, "A kraken among fish.", thread: fish);
        await desk.ListedAsync(3);

        Assert.Equal("A kraken at sport.", await FoundAsync("section", "Sport"));
        Assert.Equal("A kraken at sport.", await FoundAsync("section", "/sport"));
        Assert.Equal("A kraken among fish.", await FoundAsync("tag", "fÜcke"));
        Assert.Equal("A kraken of bread.", await FoundAsync("thread", desk.Thread.ToString()));
        foreach (var (scope, name) in ((string, string?)[])[("thread", "x"), ("section", null), ("moon", "x")])
            Assert.StartsWith("policy-", (await SendAsync(new { scope, name })).Code, StringComparison.Ordinal);
        Assert.Equal("policy-score-invalid", (await SendAsync(new { scores = new { threat = 1 } })).Code);

        async Task<string?> FoundAsync(string scope, string name)
        {
            var trial = await TryAsync(
                desk,
                new
                {
                    suspect = "kraken",
                    scope,
                    name,
                }
            );
            Assert.Equal(1, (int)trial["looked"]!);
            return (string?)trial["checks"]![0]!["examples"]![0]!["body"];
        }

        Task<Sent> SendAsync(object what) => desk.SendAsync(desk.Moderator, HttpMethod.Post, "/moderation/checks/try", what);

        Task SetAsync(Guid story, string facts) =>
            desk
                .Host.Get<Database>()
                .WriteAsync(
                    scope =>
                        scope.ExecuteAsync(
                            $"UPDATE story SET {facts} WHERE site_id = @site AND id = @id",
                            [("@site", desk.Site.Id), ("@id", story)],
                            default
                        ),
                    default
                );
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Each_past_comment_is_looked_at_with_what_was_known_when_it_came(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        using var writer = await desk.WriterAsync("Ann Sorrel");
        for (var number = 1; number <= 4; number++)
            await desk.PublishAsync(writer, $"Opinion number {number}.");
        await desk.ListedAsync(4);

        var rule = new
        {
            check = "first-comments",
            mode = "shadow",
            limit = 2,
        };
        var trial = await TryAsync(desk, new { rules = new[] { rule } });
        var ofLast = await TryAsync(desk, new { comments = 3, rules = new[] { rule } });

        Assert.Equal(
            ["Opinion number 2.", "Opinion number 1."],
            trial["checks"]![0]!["examples"]!.AsArray().Select(example => (string?)example!["body"])
        );
        Assert.Equal((3, 1), ((int)ofLast["looked"]!, (int)ofLast["together"]!["found"]!));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task The_pages_of_checks_and_of_lists_show_what_would_have_been_held(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        using var writer = await desk.WriterAsync("Ann Sorrel");
        await desk.PublishAsync(writer, "A kraken, <b>I</b> say.");
        await desk.ListedAsync(1);

        var lists = await PageAsync(
            desk,
            "/words",
            ("banned", "kraken"),
            ("banned-version", "0"),
            ("suspect-version", "0"),
            ("allowed-version", "0"),
            ("do", "try-past")
        );
        var checks = await PageAsync(desk, "/checks", ("version", "0"), ("mode-first-comments", "hold"), ("do", "try"));

        Assert.Contains("A <mark>kraken</mark>, &lt;b&gt;I&lt;/b&gt; say.", lists, StringComparison.Ordinal);
        Assert.Contains("Would have held: 1.", lists, StringComparison.Ordinal);
        Assert.Contains("First comments of anybody", checks, StringComparison.Ordinal);
        Assert.Contains("fewer than 1 published comments", checks, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Checks_are_set_on_their_page_and_what_cannot_be_keeps_what_was_typed(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);

        var page = await PageAsync(
            desk,
            "/checks",
            HttpStatusCode.UnprocessableEntity,
            ("version", "0"),
            ("limit-many-links", "many"),
            ("hosts-listed-hosts", "pills.example\r\nno host"),
            ("do", "save")
        );
        Assert.Contains("This takes a number from 0 to 100.", page, StringComparison.Ordinal);
        Assert.Contains("Line 2 is no host.", page, StringComparison.Ordinal);
        Assert.Contains("value=\"many\"", page, StringComparison.Ordinal);

        await PageAsync(
            desk,
            "/checks",
            ("version", "0"),
            ("mode-listed-hosts", "refuse"),
            ("hosts-listed-hosts", "pills.example"),
            ("do", "save")
        );
        using var writer = await desk.WriterAsync("Ann Sorrel");
        var refused = await desk.SendAsync(
            writer,
            HttpMethod.Post,
            $"/threads/{desk.Thread}/comments",
            new { id = Guid.CreateVersion7(), body = "Buy at https://shop.pills.example/now" }
        );
        Assert.Equal("comment-refused", refused.Code);
        await PageAsync(desk, "/checks", HttpStatusCode.Conflict, ("version", "0"), ("mode-links", "off"), ("do", "save"));
    }

    private static async Task<JsonNode> TryAsync(Desk desk, object what)
    {
        var answer = await desk.SendAsync(desk.Moderator, HttpMethod.Post, "/moderation/checks/try", what);
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        return answer.Json!;
    }

    private static (int Found, int Approved, int Rejected, int Undecided) CountOf(JsonNode count) =>
        ((int)count["found"]!, (int)count["approved"]!, (int)count["rejected"]!, (int)count["undecided"]!);

    private static Task<string> PageAsync(Desk desk, string page, params (string Name, string Value)[] fields) =>
        PageAsync(desk, page, HttpStatusCode.OK, fields);

    private static async Task<string> PageAsync(
        Desk desk,
        string page,
        HttpStatusCode status,
        params (string Name, string Value)[] fields
    )
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var answer = await desk.Moderator.PostAsync(new Uri(Desk.Console + page, UriKind.Relative), form);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == status, text);
        return text;
    }
}
