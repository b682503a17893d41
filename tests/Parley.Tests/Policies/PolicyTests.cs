using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Html.Parser;
using Parley.Policies;
using Parley.Readers;
using Parley.Stories;
using Parley.Tests.Setup;
using Parley.Threads;
using Xunit;

namespace Parley.Tests.Policies;

/// <summary>How a discussion is kept: set by staff, said where one writes, held to at every door, and on record.</summary>
public sealed class PolicyTests
{
    private const string Policies = $"{TestServer.Api}/moderation/policies";
    private const string Console = $"/{TestServer.SiteName}/console/policies";

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_closed_section_takes_no_words_and_says_why_and_a_story_of_another_does(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Administrator);
        using var ada = await server.ReaderAsync();
        var (politics, sport) = (await AddStoryAsync(server, "politics"), await AddStoryAsync(server, "sport"));
        var path = await server.OpenThreadAsync("https://news.example/obituaries/flint");
        using var visitor = server.Visitor();
        Assert.Contains("name=\"body\"", (await visitor.GetAsync(PageOf(politics))).Text, StringComparison.Ordinal);

        await SetAsync(editor, "section?name=Politics", new { state = "closed", sentence = "We <count> votes tonight." });
        await SetAsync(editor, "section?name=/obituaries", new { state = "closed" });

        var refused = await ada.SayAsync(politics, "Nobody reads this.");
        Assert.Equal((HttpStatusCode.Forbidden, "thread-closed"), (refused.Status, refused.Code));
        Assert.Equal("We <count> votes tonight.", (string?)refused.Json["title"]);
        var form = await ada.SendFormAsync($"{PageOf(politics)}/comments", ("body", "Nobody reads this."));
        Assert.Equal(HttpStatusCode.Forbidden, form.Status);
        Assert.Contains("Nobody reads this.", form.Text, StringComparison.Ordinal);
        Assert.Contains("We &lt;count&gt; votes tonight.", form.Text, StringComparison.Ordinal);
        Assert.Equal("thread-closed", (await ada.SayAsync(path, "Rest well.")).Code);
        await ada.PublishAsync(sport, "They lost again.");

        // What was drawn before says nothing else any more, and the thread itself says how it stands.
        var page = (await visitor.GetAsync(PageOf(politics))).Text;
        Assert.Contains("We &lt;count&gt; votes tonight.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"body\"", page, StringComparison.Ordinal);
        var json = (await visitor.GetAsync($"{TestServer.Api}/threads/{politics}")).Json;
        Assert.Equal(
            (false, "closed", "We <count> votes tonight."),
            ((bool)json["isOpen"]!, (string?)json["state"], (string?)json["sentence"])
        );

        await editor.DeleteAsync($"{Policies}/section?name=Politics");
        await ada.PublishAsync(politics, "Now they are counted.");
        Assert.Contains("name=\"body\"", (await visitor.GetAsync(PageOf(politics))).Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_policy_is_found_by_its_name_however_the_name_was_typed(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Administrator);
        using var ada = await server.ReaderAsync();
        var tagged = await AddStoryAsync(server, "local", "Caf\u00e9");
        var filed = await AddStoryAsync(server, "Caf\u00e9");

        // The accent by itself, and blanks around it.
        foreach (var scope in (string[])["tag", "section"])
            await SetAsync(editor, $"{scope}?name=%20Cafe%CC%81%E2%80%83", new { state = "closed" });

        Assert.Equal("thread-closed", (await ada.SayAsync(tagged, "Nobody reads this.")).Code);
        Assert.Equal("thread-closed", (await ada.SayAsync(filed, "Nobody reads this.")).Code);
        foreach (var scope in (string[])["tag", "section"])
            await editor.DeleteAsync($"{Policies}/{scope}?name=Caf%C3%A9");
        await ada.PublishAsync(tagged, "Now one reads it under the tag.");
        await ada.PublishAsync(filed, "Whoever looks there finds this, too.");
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task The_first_words_under_a_page_of_a_closed_section_leave_no_story_behind(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Administrator);
        using var ada = await server.ReaderAsync();
        await SetAsync(editor, "section?name=/obituaries", new { state = "closed" });
        const string url = "https://news.example/obituaries/flint";

        var json = await ada.PostAsync(
            $"{TestServer.Api}/comments",
            new
            {
                id = Guid.CreateVersion7(),
                url,
                body = "Rest well.",
            }
        );
        var form = await ada.SendFormAsync("/t/comments", ("url", url), ("body", "Rest well."));

        Assert.Equal("thread-closed", json.Code);
        Assert.Equal(HttpStatusCode.Forbidden, form.Status);
        Assert.Contains("Rest well.", form.Text, StringComparison.Ordinal);
        Assert.Empty(
            await server.ListAsync(
                "SELECT id FROM story WHERE site_id = @site",
                [("@site", server.Site.Id)],
                row => row.Guid(0)
            )
        );
        var page = (await ada.GetAsync($"/t?url={Uri.EscapeDataString(url)}")).Text;
        Assert.Contains("This discussion is closed", page, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"body\"", page, StringComparison.Ordinal);
        Assert.False((bool)(await ada.GetAsync($"{TestServer.Api}/threads?url={Uri.EscapeDataString(url)}")).Json["isOpen"]!);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task No_address_that_a_reader_claims_leads_out_of_a_policy_or_into_one(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Administrator);
        using var ada = await server.ReaderAsync();
        var (court, fair) = (await SayAsync("court", "/politics/court"), await SayAsync("fair", "/fair"));
        await SetAsync(editor, "section?name=/politics", new { state = "held" });
        await SetAsync(editor, "section?name=/politics/open", new { state = "open" });

        await ada.GetAsync("/t?url=https://news.example/politics/open/court&id=court");
        await ada.GetAsync("/t?url=https://news.example/politics/fair&id=fair");

        Assert.Equal("held", (string?)(await ada.SayAsync(court, "Who paid for it?")).Json["comment"]!["state"]);
        Assert.Equal("published", (string?)(await ada.SayAsync(fair, "Who baked them?")).Json["comment"]!["state"]);

        // The newsroom moves its page.
        var moved = await editor.PutAsync(
            $"{TestServer.Api}/newsroom/pages",
            new
            {
                url = "https://news.example/politics/open/court",
                identifier = "court",
                headline = "The court",
                text = "It sat.",
            }
        );
        Assert.True((int)moved.Status < 300, moved.Text);
        await server.CaughtUpAsync();
        Assert.Equal("published", (string?)(await ada.SayAsync(court, "Who sat there?")).Json["comment"]!["state"]);

        async Task<Guid> SayAsync(string identifier, string path)
        {
            var said = await ada.PostAsync(
                $"{TestServer.Api}/comments",
                new
                {
                    id = Guid.CreateVersion7(),
                    url = "https://news.example" + path,
                    identifier,
                    body = $"I was at the {identifier}.",
                }
            );
            return (Guid)said.Json["comment"]!["threadId"]!;
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Where_everything_waits_readers_are_told_before_and_after_and_staff_do_not_wait(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Administrator);
        using var ada = await server.ReaderAsync();
        var thread = await AddStoryAsync(server, "politics", "Mill");
        await SetAsync(editor, "tag?name=mill", new { mode = "pre" });

        using var visitor = server.Visitor();
        Assert.Contains("before they appear", (await visitor.GetAsync(PageOf(thread))).Text, StringComparison.Ordinal);
        var held = await ada.SayAsync(thread, "Who paid for it?");
        Assert.Equal("held", (string?)held.Json["comment"]!["state"]);
        Assert.Equal("Everything under “mill” waits until a person has looked at it.", (string?)held.Json["reasons"]![0]);
        var id = (Guid)held.Json["comment"]!["id"]!;
        var known = (await editor.GetAsync($"{TestServer.Api}/moderation/comments/{id}")).Json["reasons"]![0]!;
        Assert.Equal(
            ("policy", "reason.policy.all-tag", "Everything waits under “mill”."),
            ((string?)known["check"], (string?)known["rule"], (string?)known["sentence"])
        );
        await editor.PublishAsync(thread, "The town did.");

        // An edit of what was published before it is looked at first as well.
        await SetAsync(editor, "tag?name=mill", new { mode = "post" });
        var published = await ada.PublishAsync(thread, "All of it?");
        await SetAsync(editor, "tag?name=mill", new { state = "held" });
        var edited = await ada.PatchAsync($"{TestServer.Api}/comments/{published}", new { body = "All of it, truly?" });
        Assert.Equal("held", (string?)edited.Json["comment"]!["state"]);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task In_a_slowed_discussion_a_reader_writes_once_in_so_many_seconds_and_elsewhere_at_will(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Administrator);
        using var ada = await server.ReaderAsync();
        using var bo = await server.ReaderAsync();
        var (slow, other) = (await server.OpenThreadAsync(), await server.OpenThreadAsync("https://news.example/other"));
        await SetAsync(editor, $"threads/{slow}", new { state = "slowed", seconds = 60 });
        using var visitor = server.Visitor();
        Assert.Contains("One comment every 60 seconds", (await visitor.GetAsync(PageOf(slow))).Text, StringComparison.Ordinal);

        var id = Guid.CreateVersion7();
        await ada.PublishAsync(other, "Elsewhere, a moment ago.");
        var first = await ada.PublishAsync(slow, "Once.", id: id);
        var hasty = await ada.SayAsync(slow, "And twice.");
        Assert.Equal((HttpStatusCode.TooManyRequests, "thread-slowed"), (hasty.Status, hasty.Code));
        Assert.InRange(int.Parse(hasty.Headers["retry-after"], System.Globalization.CultureInfo.InvariantCulture), 50, 60);
        var form = await ada.SendFormAsync($"{PageOf(slow)}/comments", ("body", "And twice."));
        Assert.Equal(HttpStatusCode.TooManyRequests, form.Status);
        Assert.Contains(">And twice.</textarea>", form.Text, StringComparison.Ordinal);
        // A send repeated after a lost answer is no second comment; others, other places and staff are not kept back.
        Assert.Equal(first, (Guid)(await ada.SayAsync(slow, "Once.", id: id)).Json["comment"]!["id"]!);
        await bo.PublishAsync(slow, "Me too.");
        await ada.PublishAsync(other, "Here I may.");
        await editor.PublishAsync(slow, "A note.");
        await editor.PublishAsync(slow, "And another.");
        server.Clock.Turn(TimeSpan.FromSeconds(61));
        await ada.PublishAsync(slow, "And twice.");
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Only_whoever_has_confirmed_an_address_or_has_what_the_site_gives_writes_where_that_is_asked(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database, new() { GuestsMayWrite = true });
        using var editor = await server.StaffAsync(ReaderRole.Administrator);
        using var ada = await server.ReaderAsync();
        using var visitor = server.Visitor();
        var thread = await server.OpenThreadAsync();
        await SetAsync(editor, "site", new { who = "confirmed" });

        Assert.Equal("address-not-confirmed", (await ada.SayAsync(thread, "May I?")).Code);
        var guest = await visitor.SendFormAsync(
            $"{PageOf(thread)}/comments",
            ("body", "May I?"),
            ("guestName", "Gus Teal"),
            ("guestEmail", "gus@mail.example")
        );
        Assert.Equal(HttpStatusCode.Forbidden, guest.Status);
        Assert.Contains("May I?", guest.Text, StringComparison.Ordinal);
        await server.Database.WriteAsync(
            scope =>
                scope.ExecuteAsync("UPDATE account SET confirmed_at = @now", [("@now", server.Clock.GetUtcNow())], default),
            default
        );
        await ada.PublishAsync(thread, "Now I may.");

        await SetAsync(editor, $"threads/{thread}", new { who = "entitlement:subscriber" });
        Assert.Equal("writing-not-open", (await ada.SayAsync(thread, "And now?")).Code);
        Assert.Contains(
            "some of the site’s readers only",
            (await visitor.GetAsync(PageOf(thread))).Text,
            StringComparison.Ordinal
        );
        await SetAsync(editor, $"threads/{thread}", new { who = "all" });
        await ada.PublishAsync(thread, "Here I may in any case.");
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Every_change_is_on_record_with_who_and_from_what_to_what(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Administrator, "Liv Harrow");
        using var moderator = await server.StaffAsync(ReaderRole.Moderator, "Ole Brandt");
        var thread = await server.OpenThreadAsync();

        await SetAsync(editor, "section?name=sport", new { mode = "pre" });
        // The same again is no change.
        await SetAsync(editor, "section?name=sport", new { mode = "pre" });
        await SetAsync(editor, "section?name=sport", new { mode = "risk" });
        await moderator.PutAsync($"{TestServer.Api}/moderation/threads/{thread}/closed");
        await editor.PutAsync($"{Policies}/stop", new { sentence = "Back at eight." });
        await editor.DeleteAsync($"{Policies}/stop");

        var changes = (await moderator.GetAsync($"{Policies}/changes")).Json["changes"]!.AsArray();
        Assert.Equal(
            [
                "Liv Harrow: stop {\"state\":\"closed\",\"sentence\":\"Back at eight.\"} > {}",
                "Liv Harrow: stop {} > {\"state\":\"closed\",\"sentence\":\"Back at eight.\"}",
                $"Ole Brandt: thread {thread} {{}} > {{\"state\":\"closed\"}}",
                "Liv Harrow: section sport {\"mode\":\"pre\"} > {\"mode\":\"risk\"}",
                "Liv Harrow: section sport {} > {\"mode\":\"pre\"}",
            ],
            changes.Select(LineOf)
        );
        var page = (await moderator.GetAsync(Console)).Text;
        Assert.Contains("Ole Brandt", page, StringComparison.Ordinal);
        Assert.Contains("Looked at by risk", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/policies/stop", page, StringComparison.Ordinal);
        var ofThread = (await moderator.GetAsync($"/{TestServer.SiteName}/console/threads/{thread}/policy")).Text;
        Assert.Contains("Ole Brandt", ofThread, StringComparison.Ordinal);
        Assert.DoesNotContain("Looked at by risk", ofThread, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_somebody_else_has_set_meanwhile_is_not_written_over_unseen(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.StaffAsync(ReaderRole.Administrator, "Ada Berg");
        using var ole = await server.StaffAsync(ReaderRole.Administrator, "Ole Brandt");
        const string page = Console + "/edit?scope=section&name=Sport";
        var seen = SeenOn((await ada.GetAsync(page)).Text);

        var first = await ole.SendFormAsync(
            page,
            ("do", "save"),
            ("seen", SeenOn((await ole.GetAsync(page)).Text)),
            ("state", "held")
        );
        // A slip of her own tells her nothing of him.
        var slip = await ada.SendFormAsync(page, ("do", "save"), ("seen", seen), ("state", "slowed"), ("seconds", "1"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, slip.Status);
        var second = await ada.SendFormAsync(page, ("do", "save"), ("seen", SeenOn(slip.Text)), ("mode", "pre"), ("note", ""));

        Assert.Equal(HttpStatusCode.OK, first.Status);
        Assert.Equal(HttpStatusCode.Conflict, second.Status);
        // What was typed stays, and what the other has set stands below it.
        Assert.Contains("value=\"pre\" selected", second.Text, StringComparison.Ordinal);
        Assert.Contains("Ole Brandt", second.Text, StringComparison.Ordinal);
        var kept = (await ada.GetAsync(Policies)).Json["policies"]!.AsArray().Single()!["policy"]!;
        Assert.Equal(("held", null), ((string?)kept["state"], (string?)kept["mode"]));
        // Sent again, it has seen it.
        var again = await ada.SendFormAsync(page, ("do", "save"), ("seen", SeenOn(second.Text)), ("mode", "pre"));
        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.Equal(
            "policy-changed",
            (await ada.PutAsync($"{Policies}/section?name=Sport&seen={seen}", new { mode = "post" })).Code
        );
        Assert.Equal(
            "query-invalid",
            (await ada.PutAsync($"{Policies}/section?name=Sport&seen=x", new { mode = "post" })).Code
        );
        Assert.Equal(HttpStatusCode.OK, (await ada.PutAsync($"{Policies}/section?name=Sport", new { mode = "post" })).Status);

        static string SeenOn(string text) =>
            new HtmlParser().ParseDocument(text).QuerySelector("input[name=seen]")!.GetAttribute("value") ?? "";
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_long_record_is_read_page_by_page_to_its_end(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Administrator);
        var save = server.Get<SavePolicy>();
        var by = (await server.Get<ReaderStore>().FindAsync(server.Site.Id, editor.Id, default))!;
        for (var seconds = Policy.ShortestPause; seconds < Policy.ShortestPause + PolicyStore.OnPage + 3; seconds++)
            await save.HandleAsync(
                server.Site,
                PolicyScope.Site,
                by,
                new() { State = PolicyState.Slowed, Seconds = seconds },
                null,
                default
            );

        List<int> read = [];
        for (string? next = ""; next is not null; )
        {
            var answer = (await editor.GetAsync($"{Policies}/changes{(next.Length == 0 ? "" : $"?after={next}")}")).Json;
            read.AddRange(answer["changes"]!.AsArray().Select(change => (int)change!["after"]!["seconds"]!));
            next = (string?)answer["next"];
        }

        Assert.Equal(Enumerable.Range(Policy.ShortestPause, PolicyStore.OnPage + 3).Reverse(), read);
        Assert.Contains("Older changes", (await editor.GetAsync(Console)).Text, StringComparison.Ordinal);
        Assert.Equal("query-invalid", (await editor.GetAsync($"{Policies}/changes?after=x")).Code);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task One_click_stops_all_posting_and_editing_on_every_node_and_one_lets_it_go_on(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        await using var second = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Administrator);
        using var ada = await server.ReaderAsync();
        using var there = new TestReader(second.Address, ada.Token, ada.Id, ada.Name, "");
        var thread = await server.OpenThreadAsync();
        await SetAsync(editor, $"threads/{thread}", new { state = "open" });
        var said = await there.PublishAsync(thread, "Before it.");

        var stopped = await editor.SendFormAsync($"{Console}/stop", ("do", "stop"), ("sentence", "We are back at eight."));
        Assert.Equal(HttpStatusCode.SeeOther, stopped.Status);

        await Eventually.IsSoAsync(async () =>
            (string?)(await there.SayAsync(thread, "During it.")).Json["code"] == "posting-stopped"
        );
        var refused = await ada.SayAsync(thread, "During it.");
        Assert.Equal((HttpStatusCode.Forbidden, "We are back at eight."), (refused.Status, (string?)refused.Json["title"]));
        var form = await ada.SendFormAsync($"/{TestServer.SiteName}/c/{said}/reply", ("body", "During it."));
        Assert.Contains("During it.", form.Text, StringComparison.Ordinal);
        Assert.Contains("We are back at eight.", form.Text, StringComparison.Ordinal);
        Assert.Equal(
            "posting-stopped",
            (await ada.PatchAsync($"{TestServer.Api}/comments/{said}", new { body = "Else." })).Code
        );
        var edit = await ada.SendFormAsync($"/{TestServer.SiteName}/c/{said}/edit", ("body", "Something else."));
        Assert.Contains("Something else.", edit.Text, StringComparison.Ordinal);
        // Reading and reporting go on.
        using var bo = await server.ReaderAsync();
        var page = await bo.GetAsync(PageOf(thread));
        Assert.True(page.Shows(said));
        Assert.Contains("We are back at eight.", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"body\"", page.Text, StringComparison.Ordinal);
        Assert.True(
            (int)(await bo.PostAsync($"{TestServer.Api}/comments/{said}/reports", new { reason = "abuse" })).Status < 300
        );

        await editor.SendFormAsync($"{Console}/stop", ("do", "go-on"));
        await ada.PublishAsync(thread, "After it.");
        await Eventually.IsSoAsync(async () =>
            (await there.GetAsync(PageOf(thread))).Text.Contains("name=\"body\"", StringComparison.Ordinal)
        );
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_holds_at_certain_hours_is_on_the_page_when_they_begin_though_nobody_touched_it(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Administrator);
        using var ada = await server.ReaderAsync();
        using var visitor = server.Visitor();
        var thread = await server.OpenThreadAsync();
        var vienna = TimeZoneInfo.ConvertTime(server.Clock.GetUtcNow(), server.Site.Zone);
        var hours = new
        {
            days = Enum.GetNames<DayOfWeek>().Select(day => day.ToLowerInvariant()),
            from = vienna.AddHours(2).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture),
            to = vienna.AddHours(6).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture),
        };
        await SetAsync(
            editor,
            "site",
            new
            {
                state = "closed",
                sentence = "Closed at night.",
                hours,
            }
        );

        await ada.PublishAsync(thread, "By day.");
        await server.CaughtUpAsync();
        Assert.DoesNotContain("Closed at night.", (await visitor.GetAsync(PageOf(thread))).Text, StringComparison.Ordinal);
        server.Clock.Turn(TimeSpan.FromHours(3));
        Assert.Contains("Closed at night.", (await visitor.GetAsync(PageOf(thread))).Text, StringComparison.Ordinal);
        Assert.Equal("thread-closed", (await ada.SayAsync(thread, "By night.")).Code);
        server.Clock.Turn(TimeSpan.FromHours(4));
        await ada.PublishAsync(thread, "In the morning.");
        Assert.DoesNotContain("Closed at night.", (await visitor.GetAsync(PageOf(thread))).Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_contested_discussion_is_slow_holds_newcomers_and_has_the_houses_note_at_its_top(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database, new() { KnownAfter = 1 });
        using var moderator = await server.StaffAsync();
        using var ada = await server.ReaderAsync();
        using var visitor = server.Visitor();
        var (thread, other) = (await server.OpenThreadAsync(), await server.OpenThreadAsync("https://news.example/other"));
        await ada.PublishAsync(other, "Known by now.");
        await Eventually.IsSoAsync(async () =>
            (await server.Get<ReaderStore>().FindAsync(server.Site.Id, ada.Id, default))!.PublishedCount == 1
        );
        var switchUrl = $"/{TestServer.SiteName}/console/threads/{thread}";
        var list = $"/{TestServer.SiteName}/console/threads";
        Assert.Contains("value=\"contest\"", (await moderator.GetAsync(list)).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await moderator.SendFormAsync(switchUrl, ("do", "contest"))).Status);
        Assert.Contains("value=\"calm\"", (await moderator.GetAsync(list)).Text, StringComparison.Ordinal);
        var form = await moderator.SendFormAsync(
            switchUrl + "/policy",
            ("contested", "1"),
            ("note", "Argue with <words>.\nNot with people."),
            ("do", "save")
        );
        Assert.Equal(HttpStatusCode.OK, form.Status);
        // Whoever came from a comment goes back to it, also after a change.
        var comment = Guid.CreateVersion7();
        var from = (await moderator.GetAsync($"{switchUrl}/policy?c={comment}")).Text;
        Assert.Contains($"href=\"/{TestServer.SiteName}/console?c={comment}\"", from, StringComparison.Ordinal);
        Assert.Contains($"action=\"{switchUrl}/policy?c={comment}\"", from, StringComparison.Ordinal);

        var page = (await visitor.GetAsync(PageOf(thread))).Text;
        Assert.Contains("<p dir=\"auto\">Argue with &lt;words&gt;.</p>", page, StringComparison.Ordinal);
        Assert.Contains("One comment every 60 seconds", page, StringComparison.Ordinal);
        Assert.Equal(
            "Argue with <words>.\nNot with people.",
            (string?)(await visitor.GetAsync($"{TestServer.Api}/threads/{thread}")).Json["note"]
        );
        // Known by what was published, and new here all the same: less than a day.
        var held = await ada.SayAsync(thread, "I know a thing or two.");
        Assert.Equal("held", (string?)held.Json["comment"]!["state"]);
        var desk = (await moderator.GetAsync($"/{TestServer.SiteName}/console?c={held.Json["comment"]!["id"]}")).Text;
        Assert.Contains("value=\"calm\"", desk, StringComparison.Ordinal);
        Assert.Contains($"href=\"{switchUrl}/policy?c={held.Json["comment"]!["id"]}\"", desk, StringComparison.Ordinal);
        Assert.Contains("newcomers", (string?)held.Json["reasons"]![0], StringComparison.Ordinal);
        server.Clock.Turn(TimeSpan.FromDays(1) + TimeSpan.FromMinutes(1));
        await ada.PublishAsync(thread, "And now I am known.");
        Assert.Equal("thread-slowed", (await ada.SayAsync(thread, "And hasty.")).Code);
        // Of one who came before and wrote nothing, the words wait as well.
        using var bo = await server.ReaderAsync();
        server.Clock.Turn(TimeSpan.FromDays(2));
        Assert.Equal("held", (string?)(await bo.SayAsync(thread, "Hello all.")).Json["comment"]!["state"]);

        await moderator.SendFormAsync(switchUrl, ("do", "calm"));
        await ada.PublishAsync(thread, "Calm again.");
        await ada.PublishAsync(thread, "Quite calm.");
        Assert.Contains("Argue with", (await visitor.GetAsync(PageOf(thread))).Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_thread_closed_by_hand_stays_what_else_its_policy_says(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var moderator = await server.StaffAsync();
        using var ada = await server.ReaderAsync();
        var thread = await server.OpenThreadAsync();
        var (policy, closed) = ($"{Policies}/threads/{thread}", $"{TestServer.Api}/moderation/threads/{thread}/closed");
        await moderator.PutAsync(policy, new { mode = "pre", note = "Be kind." });

        await moderator.PutAsync(closed);
        Assert.Equal(
            "{\"mode\":\"pre\",\"state\":\"closed\",\"note\":\"Be kind.\"}",
            (await moderator.GetAsync(policy)).Json.ToJsonString()
        );
        Assert.Equal("thread-closed", (await ada.SayAsync(thread, "Too late.")).Code);
        Assert.Single(await ClosedAsync(server));
        await moderator.DeleteAsync(closed);
        Assert.Equal("{\"mode\":\"pre\",\"note\":\"Be kind.\"}", (await moderator.GetAsync(policy)).Json.ToJsonString());
        Assert.Empty(await ClosedAsync(server));
        // A plain closing is the thread's own, as an import leaves it; taking the policy away opens it again.
        await moderator.DeleteAsync(policy);
        await moderator.PutAsync(closed);
        Assert.Empty(
            await server.ListAsync(
                "SELECT name FROM policy WHERE site_id = @site",
                [("@site", server.Site.Id)],
                row => row.Text(0)
            )
        );
        Assert.Equal("{\"state\":\"closed\"}", (await moderator.GetAsync(policy)).Json.ToJsonString());
        await moderator.DeleteAsync(policy);
        await ada.PublishAsync(thread, "Open again.");
    }

    [Fact]
    public async Task What_is_wrong_with_a_policy_is_said_by_a_code_and_nothing_is_lost()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Administrator);
        using var moderator = await server.StaffAsync();

        (string Scope, object Body, string Code)[] wrong =
        [
            ("site", new { mode = "never" }, "policy-mode-unknown"),
            ("site", new { mode = "1" }, "policy-mode-unknown"),
            ("site", new { state = "stopped" }, "policy-state-unknown"),
            ("site", new { state = "slowed" }, "policy-seconds-invalid"),
            ("site", new { state = "slowed", seconds = 9 }, "policy-seconds-invalid"),
            ("site", new { state = "slowed", seconds = 3601 }, "policy-seconds-invalid"),
            ("site", new { state = "open", seconds = 60 }, "policy-seconds-invalid"),
            ("site", new { state = "closed", sentence = new string('x', 301) }, "policy-sentence-invalid"),
            ("site", new { state = "closed", sentence = "Two\nlines" }, "policy-sentence-invalid"),
            ("site", new { state = "open", sentence = "Why not" }, "policy-sentence-invalid"),
            ("site", new { who = "readers" }, "policy-who-unknown"),
            ("site", new { who = "entitlement:" }, "policy-who-unknown"),
            ("site", new { who = "entitlement:a b" }, "policy-who-unknown"),
            (
                "site",
                new
                {
                    mode = "pre",
                    hours = new
                    {
                        days = Array.Empty<string>(),
                        from = "22:00",
                        to = "07:00",
                    },
                },
                "policy-hours-invalid"
            ),
            (
                "site",
                new
                {
                    mode = "pre",
                    hours = new
                    {
                        days = new[] { "mon" },
                        from = "22:00",
                        to = "07:00",
                    },
                },
                "policy-hours-invalid"
            ),
            (
                "site",
                new
                {
                    mode = "pre",
                    hours = new
                    {
                        days = new[] { "monday" },
                        from = "24:00",
                        to = "07:00",
                    },
                },
                "policy-hours-invalid"
            ),
            ("site", new { mode = "pre", hours = new { days = new[] { "monday" } } }, "policy-hours-invalid"),
            ("site", new { note = "Be kind." }, "policy-of-thread-only"),
            ("tag?name=mill", new { isContested = true }, "policy-of-thread-only"),
            ("site", new { scores = new { threat = 49 } }, "policy-score-invalid"),
            ("site", new { scores = new { threat = 101 } }, "policy-score-invalid"),
            ("site", new { scores = new { links = 90 } }, "policy-score-invalid"),
            ("site?name=x", new { mode = "pre" }, "policy-scope-unknown"),
            ("planet", new { mode = "pre" }, "policy-scope-unknown"),
            ("section", new { mode = "pre" }, "policy-name-invalid"),
            ("tag?name=%20", new { mode = "pre" }, "policy-name-invalid"),
            ($"tag?name={new string('x', 201)}", new { mode = "pre" }, "policy-name-invalid"),
            ($"threads/{Guid.NewGuid()}", new { mode = "pre" }, "thread-not-found"),
        ];
        foreach (var (scope, body, code) in wrong)
            Assert.Equal((scope, code), (scope, (await editor.PutAsync($"{Policies}/{scope}", body)).Code));
        Assert.Empty((await editor.GetAsync(Policies)).Json["policies"]!.AsArray());
        Assert.Equal(HttpStatusCode.Forbidden, (await moderator.PutAsync($"{Policies}/site", new { mode = "pre" })).Status);

        var form = await editor.SendFormAsync(
            $"{Console}/edit?scope=tag&name=mill",
            ("state", "slowed"),
            ("seconds", "soon"),
            ("sentence", "Kept all the same"),
            ("day", "monday"),
            ("day", "sunday"),
            ("do", "save")
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, form.Status);
        Assert.Contains("needs a pause of 10 to 3,600 seconds", form.Text, StringComparison.Ordinal);
        Assert.Contains("Kept all the same", form.Text, StringComparison.Ordinal);
        Assert.Equal(2, form.Text.Split(" checked").Length - 1);
    }

    private static string PageOf(Guid thread) => $"/{TestServer.SiteName}/t/{thread}";

    private static async Task SetAsync(TestVisitor staff, string scope, object policy)
    {
        var answer = await staff.PutAsync($"{Policies}/{scope}", policy);
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
    }

    private static string LineOf(JsonNode? change) =>
        string.Join(
            ' ',
            new[]
            {
                (string?)change!["by"] + ":",
                (string?)change["scope"],
                (string?)change["name"],
                change["before"]!.ToJsonString(),
                ">",
                change["after"]!.ToJsonString(),
            }.OfType<string>()
        );

    private static Task<List<Guid>> ClosedAsync(TestServer server) =>
        server.ListAsync(
            "SELECT id FROM comment_thread WHERE site_id = @site AND closed_at IS NOT NULL",
            [("@site", server.Site.Id)],
            row => row.Guid(0)
        );

    // A story as an import brings it: with its section and its tags.
    private static Task<Guid> AddStoryAsync(TestServer server, string section, params string[] tags)
    {
        var id = Guid.CreateVersion7();
        return server.Database.WriteAsync(
            async scope =>
            {
                var facts = new StoryFacts
                {
                    Title = "The mill",
                    Section = section,
                    Tags = tags,
                };
                await server.Get<StoryStore>().AddAsync(scope, server.Site.Id, id, facts, default);
                await ThreadStore.AddAsync(scope, server.Site.Id, id, server.Clock.GetUtcNow(), default);
                return id;
            },
            default
        );
    }
}
