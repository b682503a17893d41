using System.Net;
using Parley.Readers;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Reports;

public sealed class ReportCommentTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_comment_is_reported_once_by_each_reader_and_stays_as_it_is(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        using var bo = await server.ReaderAsync();
        using var cy = await server.ReaderAsync();
        var thread = await server.OpenThreadAsync();
        var comment = await ada.PublishAsync(thread, "The captain is a fool.");
        var before = await bo.GetAsync($"/{TestServer.SiteName}/t/{thread}");
        var report = new { reason = "abuse", words = "He has a \0name." };

        Assert.Equal("report-invalid", (await bo.PostAsync($"{TestServer.Api}/comments/{comment}/reports", report)).Code);
        Assert.Equal(
            "report-reason-missing",
            (await bo.PostAsync($"{TestServer.Api}/comments/{comment}/reports", new { reason = "dull" })).Code
        );
        await Task.WhenAll(
            Enumerable
                .Range(0, 5)
                .Select(_ => bo.PostAsync($"{TestServer.Api}/comments/{comment}/reports", new { reason = "abuse" }))
        );
        var form = await cy.SendFormAsync(
            $"/{TestServer.SiteName}/c/{comment}/report",
            ("reason", "hate"),
            ("words", "He has a name.")
        );

        Assert.Equal(HttpStatusCode.OK, form.Status);
        var kept = await server.ListAsync(
            "SELECT reason, words FROM report WHERE site_id = @site ORDER BY reason",
            [("@site", server.Site.Id)],
            row => (row.Text(0), row.TextOrNull(1))
        );
        Assert.Equal([("abuse", null), ("hate", "He has a name.")], kept);
        Assert.Equal(before.Text, (await bo.GetAsync($"/{TestServer.SiteName}/t/{thread}")).Text);
        Assert.Equal(
            "own-comment",
            (await ada.PostAsync($"{TestServer.Api}/comments/{comment}/reports", new { reason = "spam" })).Code
        );
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_was_decided_is_looked_at_again_once_the_words_or_the_reason_are_others_and_nothing_is_dropped_in_silence(
        string engine
    )
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var moderator = await server.StaffAsync(ReaderRole.Moderator);
        using var ada = await server.ReaderAsync();
        using var bo = await server.ReaderAsync();
        var comment = await ada.PublishAsync(await server.OpenThreadAsync(), "The captain is a fool.");

        Assert.Equal("sent", await ReportAsync("abuse"));
        // The answer was lost, and it is sent once more.
        Assert.Equal("sent", await ReportAsync("abuse"));
        Assert.Equal("already-reported", await ReportAsync("hate"));
        Assert.Equal("already-reported", await ReportAsync("abuse", "And worse."));
        Assert.Equal(1, await KeepAsync());

        Assert.Equal("already-reported", await ReportAsync("abuse"));
        var form = await bo.SendFormAsync(
            $"/{TestServer.SiteName}/c/{comment}/report",
            ("reason", "abuse"),
            ("words", "Once more.")
        );
        Assert.Equal(HttpStatusCode.Conflict, form.Status);
        Assert.Contains("You have reported this comment already", form.Text, StringComparison.Ordinal);
        Assert.Contains("Once more.", form.Text, StringComparison.Ordinal);
        Assert.Equal(0, await KeepAsync());
        Assert.Equal("sent", await ReportAsync("hate"));
        Assert.Equal(1, await KeepAsync());
        // Nobody goes round in a circle: only a reason behind the last one is another.
        Assert.Equal("already-reported", await ReportAsync("abuse"));
        Assert.Equal(0, await KeepAsync());

        server.Clock.Turn(TimeSpan.FromMinutes(1));
        await ada.PatchAsync($"{TestServer.Api}/comments/{comment}", new { body = "The captain is an ass." });
        Assert.Equal("sent", await ReportAsync("abuse"));
        Assert.Equal(1, await KeepAsync());

        async Task<string?> ReportAsync(string reason, string? words = null)
        {
            var sent = await bo.PostAsync($"{TestServer.Api}/comments/{comment}/reports", new { reason, words });
            return sent.Status == HttpStatusCode.NoContent ? "sent" : sent.Code;
        }

        // How many waited, before somebody looked at them and left the comment up.
        async Task<int> KeepAsync()
        {
            var waiting = (await moderator.GetAsync($"{TestServer.Api}/moderation/queue")).Json["items"]!.AsArray().Count;
            await moderator.PostAsync($"{TestServer.Api}/moderation/comments/{comment}/decision", new { decision = "keep" });
            return waiting;
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Nobody_fills_in_a_form_that_reports_their_own_words(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        using var bo = await server.ReaderAsync();
        var comment = await ada.PublishAsync(await server.OpenThreadAsync(), "The captain is a fool.");
        var url = $"/{TestServer.SiteName}/c/{comment}/report";

        Assert.Equal(HttpStatusCode.OK, (await bo.GetAsync(url)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await ada.GetAsync(url)).Status);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_report_without_a_reason_comes_back_with_its_words(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        using var bo = await server.ReaderAsync();
        var comment = await ada.PublishAsync(await server.OpenThreadAsync(), "The captain is a fool.");

        var form = await bo.SendFormAsync($"/{TestServer.SiteName}/c/{comment}/report", ("words", "He has a name."));

        Assert.Equal(HttpStatusCode.BadRequest, form.Status);
        Assert.Contains("He has a name.", form.Text, StringComparison.Ordinal);
    }
}
