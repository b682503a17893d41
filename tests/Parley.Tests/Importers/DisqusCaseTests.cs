using System.Text;
using Parley.Tests.Setup;
using Parley.Tests.Transfer;
using Parley.Transfer;
using Xunit;

namespace Parley.Tests.Importers;

/// <summary>The cases of the life of other systems that are about this export, by their names.</summary>
public sealed class DisqusCaseTests
{
    private readonly FakeSite site = FakeSite.NewsExample();

    [Fact]
    public async Task disqus_reply_before_parent()
    {
        using var plan = await Imports.DisqusAsync(site, Case("disqus-reply-before-parent.xml"));
        site.Apply(plan);

        Assert.Equal(
            [
                "<p>First thought.</p>",
                "-<p>Second thought.</p>",
                "<p>Answer to something gone.</p>",
                "-<p>Answer to the answer.</p>",
            ],
            site.Read("https://news.example/mill")
        );
        Assert.Equal(new PostSums(5, 4, 0, 1), plan.Report.Posts);
        Assert.Equal(
            [("13", "made", "parent-missing", "999"), ("15", "reported", "thread-missing", "777")],
            plan.Report.Rows.Select(row => (row.Id, row.Outcome, row.Reason, row.About)).Order()
        );
    }

    [Fact]
    public async Task disqus_empty_identifier()
    {
        using var plan = await Imports.DisqusAsync(site, Case("disqus-empty-identifier.xml"));
        site.Apply(plan);

        Assert.Equal(["<p>About kites.</p>"], site.Read("https://news.example/kites"));
        Assert.Equal(["<p>About ovens.</p>"], site.Read("https://news.example/ovens"));
        Assert.Equal(["<p>About clocks.</p>"], site.Read("https://news.example/clocks"));
        string[] slug = ["<p>At the plain address.</p>", "<p>From the newsletter.</p>"];
        Assert.Equal(slug, site.Read("https://news.example/slug"));
        Assert.Equal(slug, site.Read("http://news.example/slug/?utm_source=mail"));
        Assert.Equal(new ThreadSums(5, 4, 1, 0, 0), plan.Report.Threads);
    }

    [Fact]
    public async Task import_forbidden_character()
    {
        var file = Case("import-forbidden-character.xml").Replace("QQ", "\u001C", StringComparison.Ordinal);
        using var plan = await Imports.DisqusAsync(site, file);
        site.Apply(plan);

        Assert.Equal(["<p>before</p>", "<p>leftright</p>", "<p>after</p>"], site.Read("https://news.example/signs"));
        Assert.Equal(
            ("42", "character-taken-out", "0x1C"),
            Assert.Single(plan.Report.Rows.Select(row => (row.Id, row.Reason, row.About)))
        );

        var broken = file.Replace("</disqus>", "", StringComparison.Ordinal);
        var refused = await Imports.TryDisqusAsync(site, new MemoryStream(Encoding.UTF8.GetBytes(broken)));
        Assert.Equal("import-file-cut-off", refused.Problem!.Code);
        Assert.Equal((44, 1), refused.Problem.Place());
    }

    [Fact]
    public async Task The_real_export_arrives_whole()
    {
        var blog = new FakeSite("http://www.blog.example");
        using var plan = await Imports.DisqusAsync(
            blog,
            await File.ReadAllBytesAsync(SharedData.Find("import/disqus-blog.xml"), Cancel)
        );
        blog.Apply(plan);

        Assert.Equal(new ThreadSums(313, 312, 0, 0, 1), plan.Report.Threads);
        Assert.Equal(new PostSums(1257, 1256, 0, 1), plan.Report.Posts);
        Assert.Equal(3, blog.Comments.Values.Count(comment => comment is { State: ImportedState.Deleted, Body: "" }));
        Assert.Equal(176, blog.Comments.Values.Count(comment => comment.ParentId is not null));
        Assert.Equal(
            [("4590133183", "address-elsewhere"), ("2521126915", "thread-not-coming")],
            plan.Report.Rows.Select(row => (row.Id!, row.Reason))
        );
    }

    [Fact]
    public async Task An_export_of_Isso_s_tests_arrives_but_for_what_has_no_home()
    {
        var blog = new FakeSite("http://example.org", "http://localhost:4000");
        using var plan = await Imports.DisqusAsync(
            blog,
            await File.ReadAllBytesAsync(SharedData.Find("security/import/disqus-isso.xml"), Cancel)
        );
        blog.Apply(plan);

        Assert.Equal(new ThreadSums(3, 2, 0, 0, 1), plan.Report.Threads);
        Assert.Equal(new PostSums(6, 5, 0, 1), plan.Report.Posts);
        Assert.Equal(["...", "", "-<p>Hello, World.</p>", "-<p>Hello, World.</p>"], blog.Read("http://example.org/"));
        Assert.Equal(
            ["<p>Message from thread with empty title and id</p>"],
            blog.Read("http://localhost:4000/blog/2013/02/12/redacted/index.html")
        );
    }

    [Fact]
    public void Remark42_s_broken_sample_is_refused_where_it_is_broken()
    {
        var file = File.ReadAllText(SharedData.Find("security/import/disqus-remark42.xml"));
        Assert.Equal(("import-file-broken", (1, 1)), (Export.Refusal(file).Code, Export.Refusal(file).Place()));

        // The stray mark is away, and an attribute without quotes is left.
        var second = Export.Refusal(file[1..]);
        Assert.Equal(("import-file-broken", (147, 24)), (second.Code, second.Place()));
    }

    [Fact]
    public async Task Remark42_s_sample_once_mended_keeps_spam_and_unclear_posts_from_the_public()
    {
        var blog = new FakeSite("https://radio-t.com", "http://radio-t.umputun.com");
        var file = (await File.ReadAllTextAsync(SharedData.Find("security/import/disqus-remark42.xml"), Cancel))[1..];
        using var plan = await Imports.DisqusAsync(
            blog,
            file.Replace("dsq:id=247937687/", "dsq:id=\"247937687\"/", StringComparison.Ordinal)
        );
        blog.Apply(plan);

        Assert.Equal(new PostSums(6, 5, 0, 1), plan.Report.Posts);
        Assert.Equal("id-missing", Assert.Single(plan.Report.Rows, row => row.Id is null).Reason);
        Assert.Equal(
            [ImportedState.Published, ImportedState.Held, ImportedState.Published, ImportedState.Published, ImportedState.Spam],
            [.. new[] { "299619020", "x299986073", "299744309", "299986072", "299986073" }.Select(id => State(blog, id))]
        );
        Assert.True(Assert.Single(plan.Batches(), batch => batch.Stories.Any(story => story.IsClosed)).Stories.Count == 2);
    }

    private static ImportedState State(FakeSite blog, string id) =>
        blog.Comments[ImportedId.Comment(blog.Site, "disqus", id)].State;

    private static string Case(string name) => File.ReadAllText(SharedData.Find($"cases/files/{name}"));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
