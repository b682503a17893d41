using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using AngleSharp.Html.Parser;
using Parley.Pictures;
using Parley.Readers;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Pictures;

/// <summary>The picture of a report from the newsroom's form to its readers, and back.</summary>
public sealed class PictureTests
{
    private const string Api = TestServer.Api;
    private const string Site = "/" + TestServer.SiteName;
    private const string Reports = Site + "/newsroom/reports";

    private static readonly (string, string)[] Text =
    [
        ("headline", "The dam closes"),
        ("text", "It closes in May."),
        ("slug", "the-dam-closes"),
    ];

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_picture_is_the_newsroom_s_until_its_report_is_published_and_again_once_it_is_replaced(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Journalist);
        using var reader = await server.ReaderAsync();
        var first = PictureSamples.Jpeg(
            640,
            360,
            PictureSamples.Xmp,
            PictureSamples.Exif(isLittle: true, (0x8825, 0)),
            hasCredentials: true
        );

        var draft = await SendAsync(editor, $"{Reports}/new", first, [.. Text, ("picture-description", "A wall of concrete")]);
        Assert.Equal(HttpStatusCode.SeeOther, draft.Status);
        var report = draft.Location;
        var written = await editor.GetAsync(report);
        var form = new HtmlParser().ParseDocument(written.Text);
        var picture = form.QuerySelector("img.pl-given")!.GetAttribute("src")!;
        Assert.Equal("The dam at Sull in April", form.QuerySelector("#caption")!.GetAttribute("value"));
        Assert.Equal("Pia Lund / Sull Press", form.QuerySelector("#credit")!.GetAttribute("value"));
        Assert.Equal("digitalCapture", form.QuerySelector("#digital-source-type option[selected]")!.GetAttribute("value"));
        Assert.Contains("where on earth", written.Text, StringComparison.Ordinal);
        Assert.Contains("C2PA", written.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await editor.GetAsync(picture)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync(picture)).Status);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (
                await reader.GetAsync(picture.Replace(TestServer.SiteName, TestServer.OtherSiteName, StringComparison.Ordinal))
            ).Status
        );

        await editor.SendFormAsync(report, ("do", "publish"));
        var shown = await reader.GetAsync(picture);
        Assert.Equal((HttpStatusCode.OK, "image/jpeg"), (shown.Status, shown.Headers["content-type"]));
        Assert.Equal(first, shown.Bytes);
        Assert.Equal("nosniff", shown.Headers["x-content-type-options"]);
        Assert.StartsWith("default-src 'none'", shown.Headers["content-security-policy"], StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotModified, (await reader.GetAsync(picture, ("If-None-Match", shown.ETag!))).Status);
        var page = new HtmlParser().ParseDocument((await reader.GetAsync($"{Site}/s/the-dam-closes")).Text);
        var image = page.QuerySelector(".pl-photo img")!;
        Assert.Equal(
            (picture, "640", "360", "A wall of concrete"),
            (image.GetAttribute("src"), image.GetAttribute("width"), image.GetAttribute("height"), image.GetAttribute("alt"))
        );
        var machines = JsonNode.Parse(page.QuerySelector("script[type='application/ld+json']")!.TextContent)!.ToJsonString();
        Assert.Contains(picture, machines, StringComparison.Ordinal);
        Assert.Contains("digitalsourcetype/digitalCapture", machines, StringComparison.Ordinal);

        // A change of the text leaves it there; another picture is a change like any other, and not silent.
        (string, string)[] changed = [Text[0], ("text", "It closes in June."), ("caption", "The dam"), ("number", "2")];
        await editor.SendFormAsync(report, [.. changed, ("reason", "The date")]);
        Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync(picture)).Status);
        changed[^1] = ("number", "3");
        var silent = await SendAsync(editor, report, PictureSamples.Png(300, 200), changed);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, silent.Status);
        var told = await SendAsync(editor, report, PictureSamples.Png(300, 200), [.. changed, ("reason", "A newer picture")]);
        Assert.Equal(HttpStatusCode.SeeOther, told.Status);
        var other = await PictureOfAsync(reader);
        Assert.NotEqual(picture, other);
        Assert.Equal("image/png", (await reader.GetAsync(other!)).Headers["content-type"]);
        Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync(picture)).Status);
        Assert.Equal(HttpStatusCode.OK, (await editor.GetAsync(picture)).Status);

        changed[^1] = ("number", "4");
        await editor.SendFormAsync(report, [.. changed, ("picture-away", "1"), ("reason", "Not ours to show")]);
        Assert.Null(await PictureOfAsync(reader));
        Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync(other!)).Status);
        Assert.Contains("The dam", (await reader.GetAsync($"{Site}/s/the-dam-closes")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_picture_is_refused_and_what_was_typed_beside_it_comes_back()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Journalist);

        var hostile = await SendAsync(editor, $"{Reports}/new", "<svg onload='alert(1)'/>"u8.ToArray(), Text);
        var large = await SendAsync(editor, $"{Reports}/new", new byte[Picture.MostBytes + 1], Text);
        var far = await SendAsync(editor, $"{Reports}/new", new byte[9_000_000], Text);
        var none = await SendAsync(editor, $"{Reports}/new", [], Text);
        using var broken = new StringContent("body=x");
        broken.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=y");
        var nothing = await editor.SendAsync(HttpMethod.Post, $"{Reports}/new", broken);

        foreach (
            var (answer, status) in ((TestAnswer, HttpStatusCode)[])
                [
                    (hostile, HttpStatusCode.UnprocessableEntity),
                    (large, HttpStatusCode.RequestEntityTooLarge),
                    (far, HttpStatusCode.RequestEntityTooLarge),
                ]
        )
        {
            Assert.Equal(status, answer.Status);
            var form = new HtmlParser().ParseDocument(answer.Text);
            Assert.NotNull(form.QuerySelector("#picture-error"));
            Assert.Equal("It closes in May.", form.QuerySelector("#text")!.TextContent.Trim());
        }

        // Nobody chose a file: browsers send an empty one.
        Assert.Equal(HttpStatusCode.SeeOther, none.Status);
        Assert.Equal(HttpStatusCode.BadRequest, nothing.Status);
        Assert.Equal([0], await server.ListAsync("SELECT count(*) FROM picture", [], row => row.Int(0)));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_program_gives_a_report_a_picture_and_takes_it_away(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Journalist);
        using var reader = await server.ReaderAsync();
        var draft = await editor.PostAsync(
            $"{Api}/newsroom/reports",
            new
            {
                headline = "The dam closes",
                text = "In May.",
                slug = "the-dam-closes",
            }
        );
        var url = $"{Api}/newsroom/reports/{(string)draft.Json["story"]!}/picture";

        var kept = await PutAsync(editor, $"{url}?number=1&description=A+wall", PictureSamples.WebP(800, 450));
        var late = await PutAsync(editor, $"{url}?number=1", PictureSamples.WebP(800, 450));
        var wrong = await PutAsync(editor, $"{url}?number=2", "GIF89a"u8.ToArray());
        var open = await PutAsync(editor, url, PictureSamples.WebP(800, 450));
        await editor.PostAsync($"{url.Replace("/picture", "/publication", StringComparison.Ordinal)}");
        var picture = await PictureOfAsync(reader);
        var silent = await editor.DeleteAsync($"{url}?number=3");
        var away = await editor.DeleteAsync($"{url}?number=3&reason=Not+ours");

        Assert.Equal((HttpStatusCode.OK, 2), (kept.Status, (int)kept.Json["number"]!));
        Assert.Equal((HttpStatusCode.Conflict, "report-changed"), (late.Status, (string?)late.Json["code"]));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "picture-unreadable"), (wrong.Status, (string?)wrong.Json["code"]));
        Assert.Equal(HttpStatusCode.BadRequest, open.Status);
        Assert.NotNull(picture);
        Assert.Equal("change-reason-missing", (string?)silent.Json["code"]);
        Assert.Equal(HttpStatusCode.OK, away.Status);
        Assert.Null(await PictureOfAsync(reader));
        Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync(picture)).Status);
    }

    private static async Task<string?> PictureOfAsync(TestVisitor visitor) =>
        new HtmlParser()
            .ParseDocument((await visitor.GetAsync($"{Site}/s/the-dam-closes")).Text)
            .QuerySelector(".pl-photo img")
            ?.GetAttribute("src");

    private static async Task<TestAnswer> PutAsync(TestVisitor editor, string url, byte[] picture)
    {
        using var content = new ByteArrayContent(picture);
        return await editor.SendAsync(HttpMethod.Put, url, content);
    }

    // As a browser sends a form with a file.
    private static async Task<TestAnswer> SendAsync(TestVisitor editor, string url, byte[] picture, (string, string)[] fields)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
            form.Add(new StringContent(value), name);
        form.Add(new ByteArrayContent(picture), "picture", "dam.jpg");
        return await editor.SendAsync(HttpMethod.Post, url, form);
    }
}
