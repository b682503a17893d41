using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Parley.Record;
using Parley.Storage;
using Parley.Tests.Markup;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Moderation;

public sealed class WordListTests
{
    // As long as what anybody writes takes. Hits, marks and a busy machine make it more; where something stalls it is thousands.
    private const int MostTimes = 100;

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_stands_below_a_language_counts_on_sites_in_that_language_alone(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        using var writer = await desk.WriterAsync("Ann Sorrel");
        await desk.ListWordsAsync("suspect", "piffle\n[de]\nschmuggler\n[en]\nsmuggler\n[*]\nhumbug");

        await desk.PublishAsync(writer, "Ein Schmuggler war es.");
        foreach (var words in (string[])["What piffle.", "A smuggler did it.", "All humbug."])
            await desk.HoldAsync(writer, words);
        var trial = await desk.SendAsync(
            desk.Moderator,
            HttpMethod.Post,
            "/moderation/word-lists/try",
            new { text = "A smuggler and a Schmuggler." }
        );
        Assert.Equal("smuggler", (string?)trial.Json!["hits"]!.AsArray().Single()!["entry"]);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_list_made_of_attacks_is_kept_as_it_was_typed_or_refused_line_by_line_and_stalls_nobody(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        using var writer = await desk.WriterAsync("Ann Sorrel");
        var entries = Corpus
            .Items("security/redos/own-word-filters.json")
            .Select(row => row.GetProperty("pattern").GetString()!)
            .Concat(Corpus.Items("security/csv/own-formulas.json").Select(row => row.GetString()!))
            .Where(entry => !entry.AsSpan().ContainsAny('\r', '\n'))
            .Prepend("***")
            .Append("spam")
            .Append("spammer")
            .ToList();

        var refused = await desk.SendAsync(
            desk.Moderator,
            HttpMethod.Put,
            "/moderation/word-lists/suspect",
            new { text = string.Join('\n', entries), version = 0 }
        );
        var faulty = refused.Json!["faults"]!.AsArray().Select(fault => (int)fault!["line"]!).ToHashSet();
        Assert.Equal("word-list-faulty", refused.Code);
        Assert.Contains(1, faulty);
        var sound = entries.Where((_, index) => !faulty.Contains(index + 1)).ToList();
        Assert.NotEmpty(sound);
        await desk.ListWordsAsync("suspect", string.Join('\n', sound));
        Assert.Equal(
            string.Join('\n', sound),
            (string?)(await desk.GetAsync(desk.Moderator, "/moderation/word-lists/suspect"))["text"]
        );

        using var other = await desk.WriterAsync("Bo Tarn");
        var (made, plain) = (TimeSpan.Zero, TimeSpan.Zero);
        foreach (var row in Corpus.Items("security/redos/own-word-filters.json"))
        {
            var input = row.GetProperty("input");
            var unit = input.GetProperty("unit").GetString()!;
            var text = string.Concat(Enumerable.Repeat(unit, input.GetProperty("count").GetInt32()));
            text = text[..Math.Min(text.Length, 4_000)];
            plain += await TakesAsync(() => desk.PostAsync(other, $"{Guid.NewGuid()} {Plain(text.Length)}!"));
            made += await TakesAsync(() => desk.PostAsync(writer, $"{Guid.NewGuid()} {text}!"));
        }

        // Nobody could wait out one that goes back and forth.
        Assert.True(made < plain * MostTimes, $"{made}, not {plain}");
        var dressed = Corpus
            .Items("security/unicode/own-tricks.json")
            .Where(trick => trick.GetProperty("want").GetString()!.StartsWith("word filter", StringComparison.Ordinal))
            .Select(trick => trick.GetProperty("text").GetString()!)
            .ToList();
        Assert.NotEmpty(dressed);
        foreach (var text in dressed)
            await desk.HoldAsync(writer, $"{Guid.NewGuid()} {text}");
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_word_that_is_put_on_a_list_holds_the_next_comment(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        using var writer = await desk.WriterAsync("Ann Sorrel");
        await desk.PublishAsync(writer, "A kraken, I say.");

        await desk.ListWordsAsync("suspect", "kraken");
        var held = await desk.HoldAsync(writer, "Another kraken.");
        Assert.Equal(
            "Matches “kraken” on the list of suspect words.",
            (string?)(await desk.WaitingAsync(held))["reasons"]![0]!["sentence"]
        );
        await desk.ListWordsAsync("banned", "kraken");
        var refused = await desk.SendAsync(
            writer,
            HttpMethod.Post,
            $"/threads/{desk.Thread}/comments",
            new { id = Guid.CreateVersion7(), body = "The last kraken." }
        );

        Assert.Equal("comment-refused", refused.Code);
        Assert.Equal(1, (int)(await desk.GetAsync(desk.Moderator, "/moderation/word-lists/suspect"))["version"]!);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_stands_below_shadow_is_tried_for_a_week_counted_and_on_record_and_then_counts_for_nothing(
        string engine
    )
    {
        await using var desk = await Desk.OpenAsync(engine);
        using var writer = await desk.WriterAsync("Ann Sorrel");
        await desk.ListWordsAsync("banned", "scum\nkraken");
        Assert.Equal("word-list-faulty", (await SaveAsync(desk, "[shadow]\nScunthorpe", 0, "allowed")).Code);

        var saved = await SaveAsync(desk, "scum\n[shadow]\nkraken", 1);
        var until = desk.Clock.GetUtcNow().AddDays(7);
        var text = (string)saved.Json!["text"]!;
        Assert.Matches(@"^scum\n\[shadow \d{4}-\d\d-\d\dT\d\d:\d\dZ\]\nkraken$", text);
        Assert.InRange(DateTimeOffset.Parse(text.Split('\n')[1][8..^1], null), until.AddMinutes(-2), until);
        // Sent again it begins nothing anew.
        Assert.Equal(2, (int)(await SaveAsync(desk, "scum\n[shadow]\nkraken", 1)).Json!["version"]!);
        var tried = await desk.SendAsync(
            desk.Moderator,
            HttpMethod.Post,
            "/moderation/word-lists/try",
            new { text = "Another kraken." }
        );
        Assert.Equal("pass", (string?)tried.Json!["verdict"]);
        Assert.True((bool)tried.Json["hits"]![0]!["inShadow"]!);

        var found = (await desk.CaseAsync(await desk.PublishAsync(writer, "A kraken, I say.")))["shadow"]!.AsArray().Single()!;
        Assert.Equal("banned-words", (string?)found["check"]);
        Assert.Equal(1, (int)(await desk.GetAsync(desk.Moderator, "/moderation/word-lists/banned"))["shadow"]!["found"]!);
        var page = await Desk.PageAsync(desk.Moderator, $"{Desk.Console}/words");
        Assert.Contains("Within seven days, in shadow. Would have refused: 1.", page.Text, StringComparison.Ordinal);
        var record = await desk
            .Host.Get<Database>()
            .ReadAsync(
                scope =>
                    scope.ListAsync(
                        "SELECT content FROM recorded WHERE site_id = @site AND kind = @kind ORDER BY number",
                        [("@site", desk.Site.Id), ("@kind", RecordKind.WordList)],
                        row => JsonNode.Parse(row.Text(0))!["added"]!.AsArray().Select(line => (string)line!),
                        default
                    ),
                default
            );
        Assert.Equal(
            [
                ["scum", "kraken"],
                [$"kraken {text.Split('\n')[1]}"],
            ],
            record
        );

        desk.Clock.Turn(TimeSpan.FromDays(7));

        Assert.Empty((await desk.CaseAsync(await desk.PublishAsync(writer, "Another kraken.")))["shadow"]!.AsArray());
        await desk.ListedAsync(2);
        var past = (await TryPastAsync()).Json!;
        Assert.Equal(2, (int)past["looked"]!);
        Assert.Empty(past["checks"]!.AsArray());
        Assert.Equal(text, (string?)(await desk.GetAsync(desk.Moderator, "/moderation/word-lists/banned"))["text"]);
        Assert.Null((await desk.GetAsync(desk.Moderator, "/moderation/word-lists/banned"))["shadow"]);

        // Of other entries than those that are in shadow now nothing is counted.
        await SaveAsync(desk, "scum\n[shadow]\nkraken\nsquid", 2);
        await desk.PublishAsync(writer, "A kraken again.");
        Assert.Equal(1, (int)(await desk.GetAsync(desk.Moderator, "/moderation/word-lists/banned"))["shadow"]!["found"]!);
        Assert.Equal(0, (int)(await SaveAsync(desk, "scum\n[shadow]\nsquid", 3)).Json!["shadow"]!["found"]!);

        Task<Sent> TryPastAsync() => desk.SendAsync(desk.Moderator, HttpMethod.Post, "/moderation/checks/try", new { });
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_list_with_faults_is_not_saved_and_each_fault_has_its_line(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        await desk.ListWordsAsync("banned", "scum");

        var answer = await SaveAsync(desk, $"scum\n**\n{new string('x', 101)}", 1);

        Assert.Equal("word-list-faulty", answer.Code);
        var faults = answer.Json!["faults"]!.AsArray();
        Assert.Equal(["word-only-wildcards", "word-too-long"], faults.Select(fault => (string)fault!["code"]!));
        Assert.Equal([2, 3], faults.Select(fault => (int)fault!["line"]!));
        Assert.Equal("word-list-faulty", (await SaveAsync(desk, "# a note with \u0000", 1)).Code);
        Assert.Equal("scum", (string?)(await desk.GetAsync(desk.Moderator, "/moderation/word-lists/banned"))["text"]);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_list_is_not_saved_over_what_another_has_saved(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        Assert.Equal("word-list-changed", (await SaveAsync(desk, "filth", 7)).Code);
        await desk.ListWordsAsync("banned", "scum");

        Assert.Equal("word-list-changed", (await SaveAsync(desk, "filth", 0)).Code);
        Assert.Equal(HttpStatusCode.OK, (await SaveAsync(desk, "scum", 0)).Status);
        Assert.Equal(2, (int)(await SaveAsync(desk, "scum\nfilth", 1)).Json!["version"]!);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Lists_are_tried_on_a_text_with_every_hit_and_nothing_is_kept(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        await desk.ListWordsAsync("suspect", "liar");
        const string Text = "😀 An ІDІOT and a liar, and an idi**o**t again";

        var answer = await desk.SendAsync(
            desk.Moderator,
            HttpMethod.Post,
            "/moderation/word-lists/try",
            new { text = Text, banned = "idiot\n*" }
        );

        Assert.Equal("refuse", (string?)answer.Json!["verdict"]);
        var hits = answer.Json["hits"]!.AsArray();
        Assert.Equal(["idiot", "liar"], hits.Select(hit => (string)hit!["entry"]!));
        Assert.Equal(
            ["ІDІOT", "liar"],
            hits.Select(hit => Text.Substring((int)hit!["place"]!["start"]!, (int)hit["place"]!["length"]!))
        );
        Assert.Equal(2, (int)answer.Json["faults"]![0]!["line"]!);
        Assert.Equal("", (string?)(await desk.GetAsync(desk.Moderator, "/moderation/word-lists/banned"))["text"]);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await desk.SendAsync(desk.Moderator, HttpMethod.Get, "/moderation/word-lists/good")).Status
        );
    }

    // Each with the line that is faulty, and how it is told.
    public static TheoryData<string, string, int, string> Faulty { get; } =
        new()
        {
            { "scum\n**", "word-only-wildcards", 2, "Line 2: there is nothing to look for besides “*”." },
            { $"scum\n{new string('x', 101)}", "word-too-long", 2, "Line 2: an entry has at most 100 characters." },
            { "scum\na\u0001b", "word-has-control-characters", 2, "Line 2 contains a character that cannot be shown." },
            {
                "scum\n[shadow tomorrow]\nfilth",
                "word-shadow-invalid",
                2,
                "Line 2: write [shadow] alone; until when is added when you save."
            },
            {
                string.Join('\n', Enumerable.Range(0, 10_000).Select(number => $"w{number}x").Prepend("scum")),
                "word-list-too-long",
                10_001,
                "Line 10,001: a list has at most 10,000 entries."
            },
        };

    [Theory, MemberData(nameof(Faulty))]
    public async Task A_list_with_a_fault_is_tried_as_far_as_it_is_sound_and_the_fault_is_told_at_every_door(
        string list,
        string code,
        int line,
        string sentence
    )
    {
        await using var desk = await Desk.OpenAsync("sqlite");
        using var writer = await desk.WriterAsync("Ann Sorrel");
        await desk.PublishAsync(writer, "What scum they are.");
        await Desk.UntilAsync(async () =>
            (await TryAsync("checks", new { comments = 10 })).Json!["looked"]!.GetValue<int>() == 1
        );

        var tried = await TryAsync("word-lists", new { text = "What scum.", banned = list });
        Assert.Equal("refuse", (string?)tried.Json!["verdict"]);
        AssertTold(tried);
        var past = await TryAsync("checks", new { comments = 10, banned = list });
        Assert.Equal(1, (int)past.Json!["together"]!["found"]!);
        AssertTold(past);

        foreach (var door in (string[])["try", "try-past", "save"])
        {
            var page = await FormAsync(desk, door, list, "What scum.");
            Assert.Equal(door == "save" ? HttpStatusCode.UnprocessableEntity : HttpStatusCode.OK, page.Status);
            Assert.Contains(sentence, WebUtility.HtmlDecode(page.Text), StringComparison.Ordinal);
            Assert.Contains("aria-invalid=\"true\"", page.Text, StringComparison.Ordinal);
        }
        Assert.Contains("<mark>scum</mark>", (await FormAsync(desk, "try", list, "What scum.")).Text, StringComparison.Ordinal);
        Assert.Equal("", (string?)(await desk.GetAsync(desk.Moderator, "/moderation/word-lists/banned"))["text"]);

        Task<Sent> TryAsync(string what, object body) =>
            desk.SendAsync(desk.Moderator, HttpMethod.Post, $"/moderation/{what}/try", body);

        void AssertTold(Sent answer)
        {
            var fault = Assert.Single(answer.Json!["faults"]!.AsArray())!;
            Assert.Equal(("banned", code, line), ((string)fault["list"]!, (string)fault["code"]!, (int)fault["line"]!));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\t\u200b")]
    public async Task Nothing_is_found_in_a_text_that_shows_nothing(string text)
    {
        await using var desk = await Desk.OpenAsync("sqlite");

        var tried = await desk.SendAsync(
            desk.Moderator,
            HttpMethod.Post,
            "/moderation/word-lists/try",
            new { text, banned = "scum\ns*" }
        );
        Assert.Equal(("pass", 0), ((string)tried.Json!["verdict"]!, tried.Json["hits"]!.AsArray().Count));
        var page = await FormAsync(desk, "try", "scum\ns*", text);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("<div class=\"pl-say\" data-kind=\"good\" role=\"status\">", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(">", 30_000)]
    [InlineData("[", 30_000)]
    [InlineData("*a_", 20_000)]
    [InlineData("s.c.u.m ", 8_000)]
    [InlineData("a\u0301\u0302\u0303", 10_000)]
    [InlineData("<script>scum</script>", 3_000)]
    public async Task A_text_made_to_stall_or_to_break_out_does_neither(string unit, int count)
    {
        await using var desk = await Desk.OpenAsync("sqlite");
        var text = string.Concat(Enumerable.Repeat(unit, count)) + " scum";
        const string List = "scum\ns*m\n*a*a*a*";

        var (tried, page) = await TryAsync(text);

        // Beside what anybody writes, and whichever of the two tries the machine was less busy at.
        var plain = await TakesAsync(() => TryAsync(Plain(text.Length)));
        var took = await TakesAsync(() => TryAsync(text));
        var again = await TakesAsync(() => TryAsync(text));
        Assert.True((took < again ? took : again) < plain * MostTimes, $"{took} and {again}, not {plain}");
        Assert.Equal("refuse", (string?)tried.Json!["verdict"]);
        // No more than anybody reads.
        Assert.InRange(tried.Json["hits"]!.AsArray().Count, 1, 2_000);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.DoesNotContain("<script>scum", page.Text, StringComparison.Ordinal);

        async Task<(Sent Tried, Sent Page)> TryAsync(string typed) =>
            (
                await desk.SendAsync(
                    desk.Moderator,
                    HttpMethod.Post,
                    "/moderation/word-lists/try",
                    new { text = typed, banned = List }
                ),
                await FormAsync(desk, "try", List, typed)
            );
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_word_that_markup_takes_apart_is_found_without_a_place(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);

        var answer = await desk.SendAsync(
            desk.Moderator,
            HttpMethod.Post,
            "/moderation/word-lists/try",
            new { text = "an idi**o**t", suspect = "idiot" }
        );

        Assert.Equal("hold", (string?)answer.Json!["verdict"]);
        Assert.Null(Assert.Single(answer.Json["hits"]!.AsArray())!["place"]);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_name_on_the_allowed_list_is_published_where_an_entry_of_another_stands_in_it(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        using var ann = await desk.WriterAsync("Ann Sorrel");
        await desk.ListWordsAsync("suspect", "*kraken*");
        await desk.HoldAsync(ann, "The ferry Krakenburg is late.");
        await desk.ListWordsAsync("allowed", "Krakenburg");

        await desk.PublishAsync(ann, "The Krakenburg is late again.");
        await desk.HoldAsync(ann, "The Krakenburg met a k r a k e n.");

        Assert.Equal("Krakenburg", (string?)(await desk.GetAsync(desk.Moderator, "/moderation/word-lists/allowed"))["text"]);
    }

    private static Task<Sent> SaveAsync(Desk desk, string text, int version, string kind = "banned") =>
        desk.SendAsync(desk.Moderator, HttpMethod.Put, $"/moderation/word-lists/{kind}", new { text, version });

    private static string Plain(int length) =>
        string.Concat(Enumerable.Repeat("They met at the pier. ", (length / 22) + 1))[..length];

    private static async Task<TimeSpan> TakesAsync(Func<Task> act)
    {
        var began = Stopwatch.GetTimestamp();
        await act();
        return Stopwatch.GetElapsedTime(began);
    }

    private static async Task<Sent> FormAsync(Desk desk, string door, string banned, string text)
    {
        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string>
            {
                ["do"] = door,
                ["banned"] = banned,
                ["suspect"] = "",
                ["allowed"] = "",
                ["text"] = text,
                ["banned-version"] = "0",
                ["suspect-version"] = "0",
                ["allowed-version"] = "0",
            }
        );
        using var answer = await desk.Moderator.PostAsync(new Uri(Desk.Console + "/words", UriKind.Relative), form);
        return new(answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
