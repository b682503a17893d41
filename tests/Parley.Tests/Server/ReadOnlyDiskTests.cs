using System.Net;
using Parley.Server;
using Parley.Tests.Setup;
using Parley.Tests.Storage;
using Xunit;

namespace Parley.Tests.Server;

public sealed class ReadOnlyDiskTests
{
    private const string Words = "Will this be kept, I wonder?";

    [Fact, Trait("Case", "disk-full-or-read-only")]
    public async Task On_a_read_only_disk_it_does_not_start_and_says_why()
    {
        await using var place = await Place.MakeAsync();
        using var disk = FailingDisk.Mount();
        disk.Fail();

        var ended = await place.RunProgramAsync("--urls", "http://127.0.0.1:0", "--data", disk.Path);

        ended.IsOneSentence(Exits.FolderNotWritable, "Read-only");
    }

    [Fact, Trait("Case", "disk-full-or-read-only")]
    public async Task Once_the_disk_has_turned_read_only_reading_goes_on_and_no_words_are_lost()
    {
        await using var place = await Place.MakeAsync();
        using var disk = FailingDisk.Mount();
        await using var server = await place.ServeAsync("--data", disk.Path);
        using var ada = await server.SignUpAsync("Ada Korr", "ada@harbour.example");
        using var visitor = server.Visitor();
        var sample = await visitor.GetAsync("/harbour-courant/s/barges-in-the-narrows");
        var first = sample.CommentIds[0];
        var thread = (Guid)(await visitor.GetAsync($"{TestServer.Api}/comments/{first}")).Json["threadId"]!;
        var mine = await ada.PublishAsync(thread, "While it could be written.");

        disk.Fail();
        var json = await ada.SayAsync(thread, Words);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "storage-unavailable"), (json.Status, json.Code));
        var form = await ada.SendFormAsync($"/harbour-courant/t/{thread}/comments", ("body", Words));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, form.Status);
        Assert.Contains(Words, form.Text, StringComparison.Ordinal);
        Assert.Equal(
            HttpStatusCode.ServiceUnavailable,
            (await ada.PatchAsync($"{TestServer.Api}/comments/{mine}", new { body = Words })).Status
        );
        Assert.Equal(
            HttpStatusCode.ServiceUnavailable,
            (await ada.PutAsync($"{TestServer.Api}/comments/{first}/appreciation")).Status
        );
        var signIn = await visitor.PostAsync(
            "/api/v1/session",
            new { email = "ada@harbour.example", password = "three herons at dusk" }
        );
        Assert.Equal(HttpStatusCode.ServiceUnavailable, signIn.Status);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync($"{TestServer.Api}/threads/{thread}/comments")).Status);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync($"/harbour-courant/t/{thread}?order=oldest")).Status);
        Assert.Equal(HttpStatusCode.OK, (await ada.GetAsync($"{TestServer.Api}/threads/{thread}/mine")).Status);

        var ended = await server.StopAsync();
        Assert.Equal(0, ended.Code);
        Assert.Contains("SQLite cannot write or read", ended.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Words, ended.Output, StringComparison.Ordinal);

        disk.Mend();
        await using var again = await place.ServeAsync("--data", disk.Path);
        using var reader = again.Visitor();
        var list = await reader.GetAsync($"{TestServer.Api}/threads/{thread}/comments");
        Assert.Equal(sample.CommentIds.Count + 1, (int)list.Json["count"]!);
        Assert.DoesNotContain("I wonder", list.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync($"{TestServer.Api}/comments/{mine}")).Status);
        var rows = new Rows(TestDatabase.OfFile(Path.Combine(disk.Path, "parley.db")));
        Assert.Equal(1, await rows.CountAsync("pragma_integrity_check", "integrity_check = 'ok'"));
    }
}
