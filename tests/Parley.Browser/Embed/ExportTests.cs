using System.Xml.Linq;
using Parley.Browser.Setup;
using Parley.Importers.Disqus;
using Parley.Sites;
using Parley.Storage;
using Parley.Tests.Setup;
using Parley.Transfer;
using Xunit;
using static Microsoft.Playwright.Assertions;
using static Parley.Browser.Embed.EmbedTests;

namespace Parley.Browser.Embed;

/// <summary>A blog that leaves Disqus: its real export, in its pages again.</summary>
public sealed class ExportTests(Chromium chromium)
{
    private const string Address = "http://www.blog.example/blog/postgraduate-interview-in-tsinghua.html";
    private const string Reply = "2473621000";

    private static readonly XNamespace Disqus = "http://disqus.com";
    private static readonly XName Id = XName.Get("id", "http://disqus.com/disqus-internals");

    [Fact]
    public async Task A_page_shows_its_old_discussion_whole_and_list_pages_and_links_agree_with_it()
    {
        var file = SharedData.Find("import/disqus-blog.xml");
        var said = Read(XDocument.Load(file).Root!);
        await using var blog = await ForeignSite.StartAsync();
        await using var talk = await Talk.StartAsync();
        var site = await ImportAsync(talk, blog.Origin, file);
        await using var reader = await chromium.VisitAsync();
        var (page, frame) = (reader.Page, Frame(reader.Page));

        // All that the file has under the page's address, and nothing else.
        var article = blog.Serve(
            "/old.html",
            Html(talk, $"<parley-discussion><a href='{talk.Origin}/t?url={Address}'>Comments</a></parley-discussion>")
        );
        await page.GotoAsync(article);
        var expected = said[Address].Select(post => $"c-{ImportedId.Comment(site.Id, "disqus", post)}").ToList();
        await Expect(frame.Locator("article.pl-comment")).ToHaveCountAsync(expected.Count);
        Assert.Equal(
            expected.Order(StringComparer.Ordinal),
            (await frame.Locator("article.pl-comment").EvaluateAllAsync<string[]>("all => all.map(({ id }) => id)")).Order(
                StringComparer.Ordinal
            )
        );
        await Expect(frame.Locator(".pl-count")).ToHaveTextAsync($"{expected.Count} comments");

        // A comment's own address leads to it: on a page of ours, and in the blog's.
        var mark = $"c-{ImportedId.Comment(site.Id, "disqus", Reply)}";
        var words = await frame.Locator($"#{mark} > .pl-text").TextContentAsync();
        var link = await frame.Locator($"#{mark} .pl-when").GetAttributeAsync("href");
        await page.GotoAsync(new Uri(new Uri(talk.Origin), link).ToString());
        await Expect(page.Locator("article[aria-current] > .pl-text")).ToHaveTextAsync(words!);
        await page.GotoAsync($"{article}#parley-{mark}");
        await Expect(frame.Locator("article[aria-current] > .pl-text")).ToHaveTextAsync(words!);
        await Expect(frame.Locator("article[aria-current]")).ToBeInViewportAsync();

        // And so of every other page of the blog.
        await page.GotoAsync(
            blog.Serve(
                "/list.html",
                Html(talk, string.Concat(said.Keys.Select(url => $"<p><span data-parley-count='{url}'>–</span></p>")))
            )
        );
        await Expect(page.Locator("[data-parley-count]")).ToHaveTextAsync([.. said.Values.Select(posts => $"{posts.Count}")]);
        reader.AssertNoFaults();
    }

    // By address, which posts of the export a reader is shown there.
    private static Dictionary<string, List<string>> Read(XElement export)
    {
        var threads = export
            .Elements(Disqus + "thread")
            .Select(thread => (Id: thread.Attribute(Id)!.Value, Link: thread.Element(Disqus + "link")!.Value))
            .Where(thread => thread.Link.StartsWith("http://www.blog.example/", StringComparison.Ordinal));
        var posts = export
            .Elements(Disqus + "post")
            .Where(post =>
                post.Element(Disqus + "isDeleted")!.Value == "false" && post.Element(Disqus + "isSpam")!.Value == "false"
            )
            .ToLookup(post => post.Element(Disqus + "thread")!.Attribute(Id)!.Value, post => post.Attribute(Id)!.Value);
        return threads.ToDictionary(thread => thread.Link, thread => posts[thread.Id].ToList());
    }

    private static async Task<Site> ImportAsync(Talk talk, string origin, string file)
    {
        await talk.Get<SiteStore>().AddAsync("blog", "Blog", "en", "UTC", new(), [origin, "http://www.blog.example"], default);
        var site = (await talk.Get<SiteStore>().ListAsync(default)).Single(one => one.Name == "blog");
        var target = new ImportTarget(talk.Get<Database>(), site, await talk.Get<SiteDirectory>().OriginsAsync());
        await using var export = File.OpenRead(file);
        var made = await ImportPlan.MakeAsync(new DisqusReader(), export, target, talk.Clock, default);
        using var plan = made.Value!;
        await talk.Get<ApplyImport>().HandleAsync(site.Id, plan, Words.For("en"), progress: null, default);
        return site;
    }

    private static string Html(Talk talk, string body) =>
        $"<!doctype html><html lang=en><meta charset=utf-8><title>Blog</title><link rel=icon href='data:,'><script src='{talk.Origin}/embed.js' async></script><main>{body}</main></html>";
}
