using System.Net;
using AngleSharp.Html.Parser;
using Parley.Readers;
using Parley.Record;
using Parley.Tests.Setup;
using Xunit;
using static Parley.Tests.Comments.NudgeScene;

namespace Parley.Tests.Comments;

public sealed class OverrideTests
{
    private const string Reason = "It quotes the mayor.";

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_journalist_whose_words_would_wait_publishes_them_with_a_reason_that_stays_beside_the_finding(
        string engine
    )
    {
        await using var scene = await OpenAsync(engine, isOn: false);
        using var ruth = await scene.Server.StaffAsync(ReaderRole.Journalist, "Ruth Oake");
        var first = await scene.SendAsync(ruth, WouldWait);
        Assert.Equal(("comment-nudged", true), (first.Code, (bool)first.Json["mayOverride"]!));

        var sent = await scene.SendAsync(ruth, WouldWait, (Guid)first.Json["nudge"]!, Reason);

        Assert.Equal("published", StateOf(sent));
        Assert.True((await scene.Ada.GetAsync($"/{TestServer.SiteName}/t/{scene.Thread}")).Shows(IdOf(sent)));
        var known = await scene.CaseAsync(IdOf(sent));
        var decision = known["decisions"]!.AsArray().Single()!;
        Assert.Equal(
            ("publish", "Ruth Oake", Reason),
            ((string?)decision["decision"], (string?)decision["by"], (string?)decision["because"])
        );
        Assert.Equal("held", (string?)known["restrictions"]!.AsArray().Single()!["restriction"]);
        Assert.Equal("suspect-words", (string?)known["reasons"]![0]!["check"]);
        var page = await scene.DeskPageAsync(IdOf(sent));
        Assert.Contains("who wrote it", page, StringComparison.Ordinal);
        Assert.Contains(Reason, page, StringComparison.Ordinal);
        var record = await scene.Server.Get<VerifyRecord>().HandleAsync(scene.Server.Site.Id, null, default);
        Assert.Null(record.Fault);
        Assert.Equal(
            [Reason],
            await scene.Server.ListAsync(
                "SELECT words FROM recorded_words WHERE site_id = @site AND reader_id = @reader",
                [("@site", scene.Server.Site.Id), ("@reader", ruth.Id)],
                row => row.Text(0)
            )
        );
    }

    /// <summary>Whoever wrote it does not decide what others say against it.</summary>
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Own_words_that_are_published_past_a_check_answer_no_report_of_them(string engine)
    {
        await using var scene = await OpenAsync(engine, isOn: false);
        using var ruth = await scene.Server.StaffAsync(ReaderRole.Journalist, "Ruth Oake");
        var said = await ruth.PublishAsync(scene.Thread, "It is a boat.");
        var url = $"{TestServer.Api}/comments/{said}";
        await scene.Ada.PostAsync(url + "/reports", new { reason = "abuse" });
        var first = await ruth.PatchAsync(url, new { body = WouldWait });

        var mended = await ruth.PatchAsync(
            url,
            new
            {
                body = WouldWait,
                nudge = (Guid)first.Json["nudge"]!,
                @override = Reason,
            }
        );

        Assert.Equal("published", StateOf(mended));
        Assert.Single((await scene.CaseAsync(said))["reports"]!.AsArray());
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_moderator_who_gives_no_reason_waits_like_everybody_and_one_who_did_may_take_it_back(string engine)
    {
        await using var scene = await OpenAsync(engine);
        var (id, nudge) = (Guid.CreateVersion7(), await scene.NudgeAsync(scene.Moderator));
        Assert.Equal("override-invalid", (await scene.SendAsync(scene.Moderator, WouldWait, nudge, " ")).Code);
        Assert.Equal(
            "override-invalid",
            (await scene.SendAsync(scene.Moderator, WouldWait, nudge, new string('x', 1_001))).Code
        );
        Assert.Equal("held", StateOf(await scene.SendAsync(scene.Moderator, WouldWait, nudge)));

        var sent = await scene.SendAsync(scene.Moderator, "The smuggler is a boat.", because: Reason, id: id);
        // The same send after a lost answer is the same comment and the same decision.
        var again = await scene.SendAsync(scene.Moderator, "The smuggler is a boat.", because: Reason, id: id);
        Assert.Equal(("published", "published"), (StateOf(sent), StateOf(again)));
        Assert.Equal(1, await scene.CountAsync("decision"));

        await scene.Moderator.DeleteAsync($"{TestServer.Api}/moderation/decisions/last");
        Assert.Equal("held", (string?)(await scene.CaseAsync(id))["comment"]!["state"]);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Nothing_that_is_refused_is_overridden_nor_what_a_colleague_decided_nor_by_a_reader(string engine)
    {
        await using var scene = await OpenAsync(engine);
        var reader = await scene.SendAsync(scene.Ada, WouldWait, because: Reason);
        Assert.Equal((HttpStatusCode.Forbidden, "not-allowed"), (reader.Status, reader.Code));
        Assert.Equal("comment-refused", (await scene.SendAsync(scene.Moderator, "Piffle.", because: Reason)).Code);

        await scene.Moderator.PostAsync(
            $"{TestServer.Api}/moderation/readers/{scene.Ada.Id}/sanctions",
            new
            {
                kind = "hold",
                rule = 1,
                words = "Slower, please.",
            }
        );
        await scene.Server.ChangeRoleAsync(scene.Ada.Id, ReaderRole.Journalist);
        await scene.Server.CaughtUpAsync();
        var stopped = await scene.SendAsync(scene.Ada, "Nothing bad.", because: Reason);
        Assert.Equal("held", StateOf(stopped));

        await scene.Server.CloseAsync(scene.Thread);
        Assert.Equal("thread-closed", (await scene.SendAsync(scene.Moderator, WouldWait, because: Reason)).Code);
        Assert.Equal(0, await scene.CountAsync("decision"));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Without_script_staff_give_their_reason_in_the_form_that_came_back_for_an_edit_too(string engine)
    {
        await using var scene = await OpenAsync(engine);
        var url = $"/{TestServer.SiteName}/t/{scene.Thread}/comments";
        var first = new HtmlParser().ParseDocument((await scene.Moderator.SendFormAsync(url, ("body", WouldWait))).Text);
        var nudge = first.QuerySelector("input[name=nudge]")!.GetAttribute("value")!;
        Assert.NotNull(first.QuerySelector("input[name=because]"));

        var empty = await scene.Moderator.SendFormAsync(
            url,
            ("body", WouldWait),
            ("nudge", nudge),
            ("because", ""),
            ("override", "1")
        );
        var told = new HtmlParser().ParseDocument(empty.Text);
        Assert.Equal("Say why, in 1 to 1,000 characters.", told.QuerySelector("#compose-because-error")?.TextContent);
        Assert.Equal(WouldWait, told.QuerySelector("textarea[name=body]")?.TextContent);

        var sent = await scene.Moderator.SendFormAsync(
            url,
            ("body", WouldWait),
            ("nudge", nudge),
            ("because", Reason),
            ("override", "1")
        );
        Assert.Equal(HttpStatusCode.SeeOther, sent.Status);

        var id = Guid.Parse(sent.Location.Split("#c-")[1]);
        var edited = await scene.Moderator.SendFormAsync(
            $"/{TestServer.SiteName}/c/{id}/edit",
            ("body", "Two smugglers, one smuggler each."),
            ("because", Reason),
            ("override", "1")
        );
        Assert.Equal(HttpStatusCode.SeeOther, edited.Status);
        var known = await scene.CaseAsync(id);
        Assert.Equal(
            ("published", "Two smugglers, one smuggler each.", 2),
            ((string?)known["comment"]!["state"], (string?)known["comment"]!["body"], known["decisions"]!.AsArray().Count)
        );
    }
}
