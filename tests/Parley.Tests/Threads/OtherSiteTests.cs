using System.Net;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Threads;

public sealed class OtherSiteTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_belongs_to_another_site_answers_like_what_never_was(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync("Ada Korr");
        using var bo = await server.ReaderAsync("Bo Lind");
        var thread = await server.OpenThreadAsync("https://news.example/vote", "501");
        var comment = await ada.PublishAsync(thread, "The ferry is late.");
        const string pages = $"/{TestServer.OtherSiteName}";
        const string api = $"/api/v1/sites/{TestServer.OtherSiteName}";

        await SameAsUnknownAsync(thread, id => bo.GetAsync($"{pages}/t/{id}"));
        await SameAsUnknownAsync(thread, id => bo.GetAsync($"{api}/threads/{id}"));
        await SameAsUnknownAsync(thread, id => bo.GetAsync($"{api}/threads/{id}/comments"));
        await SameAsUnknownAsync(thread, id => bo.GetAsync($"{api}/threads/{id}/mine"));
        await SameAsUnknownAsync(
            thread,
            id => bo.PostAsync($"{api}/threads/{id}/comments", new { id = Guid.CreateVersion7(), body = "Here too?" })
        );
        await SameAsUnknownAsync(thread, id => bo.SendFormAsync($"{pages}/t/{id}/comments", ("body", "Here too?")));
        await SameAsUnknownAsync(thread, id => bo.GetAsync($"{pages}/t/{id}/b/{comment}"));
        foreach (var reader in (TestReader[])[bo, ada])
        {
            await SameAsUnknownAsync(comment, id => reader.GetAsync($"{pages}/c/{id}"));
            await SameAsUnknownAsync(comment, id => reader.GetAsync($"{pages}/c/{id}/reply"));
            await SameAsUnknownAsync(comment, id => reader.GetAsync($"{pages}/c/{id}/edit"));
            await SameAsUnknownAsync(comment, id => reader.GetAsync($"{pages}/c/{id}/delete"));
            await SameAsUnknownAsync(comment, id => reader.GetAsync($"{pages}/c/{id}/report"));
            await SameAsUnknownAsync(comment, id => reader.SendFormAsync($"{pages}/c/{id}/reply", ("body", "Here too?")));
            await SameAsUnknownAsync(comment, id => reader.SendFormAsync($"{pages}/c/{id}/edit", ("body", "Here too?")));
            await SameAsUnknownAsync(comment, id => reader.SendFormAsync($"{pages}/c/{id}/delete"));
            await SameAsUnknownAsync(comment, id => reader.SendFormAsync($"{pages}/c/{id}/report", ("reason", "abuse")));
            await SameAsUnknownAsync(comment, id => reader.SendFormAsync($"{pages}/c/{id}/appreciate"));
            await SameAsUnknownAsync(comment, id => reader.GetAsync($"{api}/comments/{id}"));
            await SameAsUnknownAsync(comment, id => reader.GetAsync($"{api}/comments/{id}/mine"));
            await SameAsUnknownAsync(comment, id => reader.GetAsync($"{api}/comments/{id}/replies"));
            await SameAsUnknownAsync(comment, id => reader.PutAsync($"{api}/comments/{id}/appreciation"));
            await SameAsUnknownAsync(comment, id => reader.DeleteAsync($"{api}/comments/{id}/appreciation"));
            await SameAsUnknownAsync(comment, id => reader.PatchAsync($"{api}/comments/{id}", new { body = "Here too?" }));
            await SameAsUnknownAsync(comment, id => reader.DeleteAsync($"{api}/comments/{id}"));
            await SameAsUnknownAsync(comment, id => reader.PostAsync($"{api}/comments/{id}/reports", new { reason = "abuse" }));
        }

        // Nor by the page's address or its identifier.
        Assert.Equal("page-not-ours", (await bo.GetAsync($"{api}/threads?url=https://news.example/vote")).Code);
        Assert.Equal(0, (int)(await bo.GetAsync($"{api}/threads?id=501")).Json["count"]!);
        Assert.Equal(HttpStatusCode.OK, (await bo.GetAsync($"/{TestServer.SiteName}/c/{comment}")).Status);
    }

    private static async Task SameAsUnknownAsync(Guid id, Func<Guid, Task<TestAnswer>> ask)
    {
        var unknown = Guid.CreateVersion7();
        var (known, none) = (await ask(id), await ask(unknown));
        Assert.Equal(none.Status, known.Status);
        Assert.Equal(none.TextWithout(unknown), known.TextWithout(id));
    }
}
