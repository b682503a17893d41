using System.Net;
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
