using System.Net;
using Microsoft.Data.Sqlite;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Storage;

/// <summary>What readers meet while nothing can be kept, on a disk small enough to be filled to its last byte.</summary>
public sealed class FullDiskTests
{
    [Fact, Trait("Case", "disk-full-or-read-only")]
    public async Task While_the_disk_is_full_reading_goes_on_and_no_words_are_lost()
    {
        await using var template = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        using var disk = SmallDisk.Mount(megabytes: 4);
        var file = Path.Combine(disk.Path, "parley.db");
        File.Copy(new SqliteConnectionStringBuilder(template.ConnectionString).DataSource, file);
        await using var server = await TestServer.StartAsync(TestDatabase.OfFile(file));
        using var ada = await server.ReaderAsync();
        using var bo = await server.ReaderAsync();
        var thread = await server.OpenThreadAsync();
        var url = $"/{TestServer.SiteName}/t/{thread}";
        var comment = await ada.PublishAsync(thread, "While there is room.");

        var filler = Fill(disk.Path);
        // What fits into the log's last free page is kept, and was promised rightly.
        var kept = 0;
        await Eventually.IsSoAsync(async () =>
        {
            var answer = await ada.SayAsync(thread, $"{Guid.NewGuid()} {new string('x', 3_000)}");
            kept += answer.Status == HttpStatusCode.Created ? 1 : 0;
            return answer.Status == HttpStatusCode.ServiceUnavailable;
        });

        var json = await ada.SayAsync(thread, "Will this be kept, I wonder?");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "storage-unavailable"), (json.Status, json.Code));
        var form = await ada.SendFormAsync($"{url}/comments", ("body", "Will this be kept, I wonder?"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, form.Status);
        Assert.Contains("Will this be kept, I wonder?", form.Text, StringComparison.Ordinal);
        Assert.Equal(
            HttpStatusCode.ServiceUnavailable,
            (await bo.PutAsync($"{TestServer.Api}/comments/{comment}/appreciation")).Status
        );
        Assert.Equal(
            HttpStatusCode.ServiceUnavailable,
            (await ada.PatchAsync($"{TestServer.Api}/comments/{comment}", new { body = "While there was room." })).Status
        );
        var signUp = await bo.SendFormAsync(
            $"/{TestServer.SiteName}/sign-up",
            ("name", "Cy Marsh"),
            ("email", "cy@harbour.example"),
            ("password", "three herons at dusk")
        );
        Assert.Equal(HttpStatusCode.ServiceUnavailable, signUp.Status);
        Assert.Equal(HttpStatusCode.OK, (await bo.GetAsync(url)).Status);
        Assert.Equal(HttpStatusCode.OK, (await bo.GetAsync($"{TestServer.Api}/threads/{thread}/comments")).Status);
        // An address that is new to the story would be noted.
        Assert.Equal(HttpStatusCode.OK, (await bo.GetAsync("/t?url=https://news.example/vote&id=501")).Status);

        File.Delete(filler);
        Assert.Equal(HttpStatusCode.Created, (await ada.SayAsync(thread, "There is room again.")).Status);
        var list = await bo.GetAsync($"{TestServer.Api}/threads/{thread}/comments");
        Assert.Equal(2 + kept, (int)list.Json["count"]!);
        Assert.Equal(0, (int)(await bo.GetAsync($"{TestServer.Api}/comments/{comment}")).Json["appreciations"]!);
        Assert.DoesNotContain("I wonder", list.Text, StringComparison.Ordinal);
        Assert.Equal(["ok"], await server.ListAsync("PRAGMA integrity_check", [], row => row.Text(0)));
    }

    // To the last byte.
    private static string Fill(string disk)
    {
        var path = Path.Combine(disk, "filler");
        using var filler = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true)
                filler.Write(new byte[4096]);
        }
        catch (IOException)
        {
            return path;
        }
    }
}
