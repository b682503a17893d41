using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Parley.Tests.Setup;
using Xunit;
using static Parley.Tests.Comments.NudgeScene;

namespace Parley.Tests.Comments;

public sealed class NudgeTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task The_first_try_of_words_that_would_wait_comes_back_with_the_rule_and_the_second_goes_on(string engine)
    {
        await using var scene = await OpenAsync(engine);
        var id = Guid.CreateVersion7();

        var first = await scene.SendAsync(scene.Ada, WouldWait, id: id);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "comment-nudged"), (first.Status, first.Code));
        Assert.Equal(
            ["This contains “smuggler”, which this site looks at first. A person decides."],
            first.Json["reasons"]!.AsArray().Select(reason => (string)reason!)
        );
        Assert.Null(first.Json["mayOverride"]);
        Assert.Equal(0, await scene.CountAsync("comment"));

        var second = await scene.SendAsync(scene.Ada, WouldWait, (Guid)first.Json["nudge"]!, id: id);

        Assert.Equal((HttpStatusCode.Created, "held"), (second.Status, StateOf(second)));
        var nudge = (await scene.CaseAsync(id))["nudges"]!.AsArray().Single()!;
        Assert.Equal((false, "suspect-words"), ((bool)nudge["hasChanged"]!, (string?)nudge["reasons"]![0]!["check"]));
        Assert.Contains("and sent the same words", await scene.DeskPageAsync(id), StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Who_changes_the_words_is_published_and_the_desk_sees_that_they_were_asked(string engine)
    {
        await using var scene = await OpenAsync(engine);
        var nudge = await scene.NudgeAsync(scene.Ada);

        var sent = await scene.SendAsync(scene.Ada, Mended, nudge);

        Assert.Equal("published", StateOf(sent));
        var page = await scene.DeskPageAsync(IdOf(sent));
        Assert.Contains("and changed the words", page, StringComparison.Ordinal);
        Assert.Contains("Matches “smuggler” on the list of suspect words.", page, StringComparison.Ordinal);
        Assert.DoesNotContain(WouldWait, page, StringComparison.Ordinal);
        await scene.NudgeAsync(scene.Ada, "Another smuggler, then.");
        var checks = (await scene.Moderator.GetAsync($"{TestServer.Api}/moderation/checks")).Json["nudged"]!;
        Assert.Equal((2, 1, 0), ((int)checks["all"]!, (int)checks["changed"]!, (int)checks["same"]!));
        Assert.Contains(
            "Within seven days, 2 comments came back: 1 changed, 0 sent as they were, 1 not sent.",
            (await scene.Moderator.GetAsync($"/{TestServer.SiteName}/console/checks")).Text,
            StringComparison.Ordinal
        );
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_nudge_is_good_once_for_its_reader_in_its_discussion_within_the_hour(string engine)
    {
        await using var scene = await OpenAsync(engine);
        using var bo = await scene.Server.ReaderAsync("Bo Lind");
        var elsewhere = await scene.Server.OpenThreadAsync("https://news.example/ferry");
        var nudge = await scene.NudgeAsync(scene.Ada);

        Assert.Equal("comment-nudged", (await scene.SendAsync(bo, WouldWait, nudge)).Code);
        Assert.Equal("comment-nudged", (await scene.SendAsync(scene.Ada, WouldWait, nudge, thread: elsewhere)).Code);
        Assert.Equal("comment-nudged", (await scene.SendAsync(scene.Ada, WouldWait, Guid.CreateVersion7())).Code);
        // It opens nothing: the checks are asked as they always are.
        Assert.Equal("comment-refused", (await scene.SendAsync(scene.Ada, "Piffle, says a smuggler.", nudge)).Code);
        Assert.Equal("held", StateOf(await scene.SendAsync(scene.Ada, WouldWait, nudge)));
        Assert.Equal("comment-nudged", (await scene.SendAsync(scene.Ada, "A smuggler again.", nudge)).Code);

        var late = await scene.NudgeAsync(scene.Ada, "A second smuggler.");
        scene.Server.Clock.Turn(TimeSpan.FromMinutes(61));
        Assert.Equal("comment-nudged", (await scene.SendAsync(scene.Ada, "A second smuggler.", late)).Code);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_was_taken_is_answered_again_and_asked_about_no_more(string engine)
    {
        await using var scene = await OpenAsync(engine);
        var id = Guid.CreateVersion7();
        var nudge = await scene.NudgeAsync(scene.Ada);
        await scene.SendAsync(scene.Ada, WouldWait, nudge, id: id);

        foreach (var again in (Guid?[])[nudge, null])
        {
            var answer = await scene.SendAsync(scene.Ada, WouldWait, again, id: id);
            Assert.Equal((HttpStatusCode.Created, id, "held"), (answer.Status, IdOf(answer), StateOf(answer)));
        }

        Assert.Equal((1, 1), (await scene.CountAsync("comment"), await scene.CountAsync("nudge")));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Nobody_is_asked_where_the_site_does_not_want_it_or_where_no_change_would_help(string engine)
    {
        await using var scene = await OpenAsync(engine, isOn: false);
        Assert.Equal("held", StateOf(await scene.SendAsync(scene.Ada, WouldWait)));

        await using var other = await OpenAsync(engine);
        await other.Moderator.PostAsync(
            $"{TestServer.Api}/moderation/readers/{other.Ada.Id}/sanctions",
            new
            {
                kind = "hold",
                rule = 1,
                words = "Slower, please.",
            }
        );
        await other.Server.CaughtUpAsync();
        var stopped = await other.SendAsync(other.Ada, WouldWait);
        Assert.Equal(("held", 2), (StateOf(stopped), stopped.Json["reasons"]!.AsArray().Count));

        using var guest = other.Server.Visitor();
        var waits = await guest.SendFormAsync(
            $"/{TestServer.SiteName}/t/{other.Thread}/comments",
            ("body", WouldWait),
            ("guestName", "Pim"),
            ("guestEmail", "pim@harbour.example")
        );
        Assert.NotEqual(HttpStatusCode.UnprocessableEntity, waits.Status);
        Assert.Equal(0, await other.CountAsync("nudge"));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Nobody_is_asked_to_mend_words_for_a_place_that_takes_none(string engine)
    {
        await using var scene = await OpenAsync(engine);

        Assert.Equal("thread-not-found", (await scene.SendAsync(scene.Ada, WouldWait, thread: Guid.CreateVersion7())).Code);
        var gone = await scene.Ada.PostAsync(
            $"{TestServer.Api}/threads/{scene.Thread}/comments",
            new
            {
                id = Guid.CreateVersion7(),
                body = WouldWait,
                parentId = Guid.CreateVersion7(),
            }
        );
        Assert.Equal("parent-gone", gone.Code);
        await scene.Server.CloseAsync(scene.Thread);
        Assert.Equal("thread-closed", (await scene.SendAsync(scene.Ada, WouldWait)).Code);
        Assert.Equal(0, await scene.CountAsync("nudge"));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Without_script_the_words_stay_in_the_form_with_the_rule_and_the_second_press_sends_them(string engine)
    {
        await using var scene = await OpenAsync(engine);
        var url = $"/{TestServer.SiteName}/t/{scene.Thread}/comments";

        var first = await scene.Ada.SendFormAsync(url, ("body", WouldWait));

        var form = FormOf(first);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, WouldWait), (first.Status, form.Body));
        Assert.Contains("which this site looks at first", form.Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null(form.Page.QuerySelector("[name=override]"));
        // What is looked at before it is sent is asked about no more than it was.
        var preview = FormOf(await scene.Ada.SendFormAsync(url, ("body", WouldWait), ("nudge", form.Nudge!), ("preview", "1")));
        Assert.Equal(form.Nudge, preview.Nudge);

        var second = await scene.Ada.SendFormAsync(url, ("body", WouldWait), ("nudge", form.Nudge!));

        Assert.Equal(HttpStatusCode.OK, second.Status);
        Assert.Contains("Your comment waits for a moderator", second.Text, StringComparison.Ordinal);
        Assert.Equal((1, 1), (await scene.CountAsync("comment"), await scene.CountAsync("nudge")));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task An_edit_that_would_wait_comes_back_once_and_until_then_the_comment_stands_as_it_was(string engine)
    {
        await using var scene = await OpenAsync(engine);
        var id = await scene.Ada.PublishAsync(scene.Thread, "Nobody told me.");
        var url = $"{TestServer.Api}/comments/{id}";

        var first = await scene.Ada.PatchAsync(url, new { body = WouldWait });
        Assert.Equal("comment-nudged", first.Code);
        Assert.Equal("Nobody told me.", (string?)(await scene.CaseAsync(id))["comment"]!["body"]);
        var mended = await scene.Ada.PatchAsync(url, new { body = Mended, nudge = (Guid)first.Json["nudge"]! });
        Assert.Equal("published", StateOf(mended));

        var form = FormOf(await scene.Ada.SendFormAsync($"/{TestServer.SiteName}/c/{id}/edit", ("body", WouldWait)));
        Assert.Equal(WouldWait, form.Body);
        Assert.Contains("which this site looks at first", form.Page.Body!.TextContent, StringComparison.Ordinal);
        var held = await scene.Ada.SendFormAsync(
            $"/{TestServer.SiteName}/c/{id}/edit",
            ("body", WouldWait),
            ("nudge", form.Nudge!)
        );
        Assert.Contains("Your comment waits for a moderator", held.Text, StringComparison.Ordinal);
        var nudges = (await scene.CaseAsync(id))["nudges"]!.AsArray();
        Assert.Equal([true, false], nudges.Select(nudge => (bool)nudge!["hasChanged"]!));
        // It waits already: there is nothing to ask any more.
        Assert.Equal(
            "held",
            StateOf(await scene.Ada.PatchAsync(url, new { body = "Two smugglers told me so, one smuggler more." }))
        );
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_nobody_sent_is_forgotten_after_a_month_and_all_of_it_with_the_words(string engine)
    {
        await using var scene = await OpenAsync(engine);
        var sent = await scene.SendAsync(scene.Ada, WouldWait, await scene.NudgeAsync(scene.Ada));
        await scene.NudgeAsync(scene.Ada, "A smuggler whom nobody hears of.");

        scene.Server.Clock.Turn(TimeSpan.FromDays(31));
        using var bo = await scene.Server.ReaderAsync("Bo Lind");
        await scene.NudgeAsync(bo, "A smuggler of another month.");
        await scene.Server.Get<Sweeper>().SweepAsync(default);
        Assert.Equal(2, await scene.CountAsync("nudge"));

        await scene.Server.Database.WriteAsync(
            scope => Parley.Comments.CommentStore.EraseAsync(scope, scene.Server.Site.Id, IdOf(sent), default),
            default
        );
        Assert.Equal(1, await scene.CountAsync("nudge"));
    }

    private static (IDocument Page, string? Body, string? Nudge) FormOf(TestAnswer answer)
    {
        var page = new HtmlParser().ParseDocument(answer.Text);
        return (
            page,
            page.QuerySelector("textarea[name=body]")?.TextContent,
            page.QuerySelector("input[name=nudge]")?.GetAttribute("value")
        );
    }
}
