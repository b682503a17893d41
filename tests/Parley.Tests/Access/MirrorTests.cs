using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Parley.Comments;
using Parley.Importers.Disqus;
using Parley.Reports;
using Parley.Sites;
using Parley.Storage;
using Parley.Tests.Importers;
using Parley.Tests.Setup;
using Parley.Transfer;
using Xunit;

namespace Parley.Tests.Access;

/// <summary>
/// Everything public of one site, read to its end, beside a site like it. Marked words of every kind lie in both; only those that
/// were published here may come to light.
/// </summary>
public sealed partial class MirrorTests
{
    private const string Public = "plainwords";
    private const string NetworkAddress = "198.51.100.77";

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_reader_finds_nothing_of_the_other_site_and_nothing_held_anywhere(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var sites = await TwoSites.StartAsync(database, new SiteSettings { GuestsMayWrite = true });
        var seeds = await PlantAsync(sites);

        foreach (var role in (Role[])[Role.Visitor, Role.Reader])
        {
            var answers = await CrawlAsync(sites, role, seeds);

            foreach (var (address, text) in answers)
            {
                foreach (var mark in Marks.ForbiddenTo(role, route: "").Append(NetworkAddress))
                    Assert.False(
                        Marks.Searched(role, address, text).Contains(mark, StringComparison.OrdinalIgnoreCase),
                        $"{role} reads {mark} at {address}:\n{text}"
                    );
            }

            // The control: the crawl has come to where the words are.
            Assert.True(answers.Values.Count(text => text.Contains(Public, StringComparison.Ordinal)) > 10);
            Assert.Contains(answers.Values, text => text.Contains("Imported plainwords", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task The_marks_are_where_a_leak_would_show_them()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var sites = await TwoSites.StartAsync(database, new SiteSettings { GuestsMayWrite = true });
        var seeds = await PlantAsync(sites);

        // Beside what shows of a source, in each form in which a report is read.
        var thread = seeds.Single(one =>
            one.StartsWith($"/api/v1/sites/{TwoSites.Here}/reports/", StringComparison.Ordinal)
            && !one.EndsWith("annotations", StringComparison.Ordinal)
        )[^36..];
        var here = await CrawlAsync(sites, Role.Visitor, seeds);
        foreach (
            var (address, beside) in ((string, string)[])
                [
                    ($"/{TwoSites.Here}/s/page-1", "id=\"note-1\""),
                    ($"/{TwoSites.Here}/s/page-1", "\"spokenByCharacter\":{\"@type\":\"Person\",\"name\":\"B. Quast"),
                    ($"/api/v1/sites/{TwoSites.Here}/reports/{thread}", "\"chain\":"),
                    ($"/api/v1/sites/{TwoSites.Here}/reports/{thread}/annotations", "\"type\":\"Annotation\""),
                    ($"/{TwoSites.Here}/claims/{thread}", "pl-chain"),
                    ($"/api/v1/sites/{TwoSites.Here}/claims/{thread}", "\"chain\":"),
                ]
        )
        {
            var text = here[address];
            Assert.True(
                text.Contains("B. Quast", StringComparison.Ordinal) && text.Contains(beside, StringComparison.Ordinal),
                $"{address}\n{text}"
            );
            foreach (var mark in (string[])[Marks.Remark, Marks.Draft])
                Assert.DoesNotContain(mark, text, StringComparison.OrdinalIgnoreCase);
        }

        // The newsroom reads them where they are kept.
        var kept = await CrawlAsync(
            sites,
            Role.Journalist,
            [$"/{TwoSites.Here}/newsroom/attributions/{thread}", $"/{TwoSites.Here}/newsroom/claims/{thread}"]
        );
        Assert.Contains(Marks.Remark, kept[$"/{TwoSites.Here}/newsroom/attributions/{thread}"], StringComparison.Ordinal);
        Assert.Contains(Marks.Draft, kept[$"/{TwoSites.Here}/newsroom/claims/{thread}"], StringComparison.Ordinal);

        var there = await CrawlAsync(sites, Role.Visitor, [$"/{TwoSites.There}/"]);
        Assert.Contains(there.Values, text => text.Contains("Zzelsewhere words", StringComparison.Ordinal));
        var desk = await CrawlAsync(sites, Role.Moderator, [$"/{TwoSites.Here}/console/"]);
        Assert.Contains(desk.Values, text => text.Contains(Marks.Held, StringComparison.Ordinal));
        foreach (var mark in (string[])[Marks.Remark, Marks.Banned, Marks.Notifier])
            Assert.Contains(desk.Values, text => text.Contains(mark, StringComparison.Ordinal));
        Assert.All(desk.Values, text => Assert.DoesNotContain(Marks.Reporter, text, StringComparison.OrdinalIgnoreCase));
    }

    private static async Task<string[]> PlantAsync(TwoSites sites)
    {
        var thread = await sites.AddThreadAsync();
        var other = await sites.AddThreadAsync(isHere: false);
        var ids = new List<Guid>();
        var top = await sites.AddCommentAsync(thread, "mine", $"{Public} at the top");
        ids.Add(top);
        ids.Add(await sites.AddCommentAsync(thread, "theirs", $"{Public} below", CommentState.Published, top));
        ids.Add(await sites.AddCommentAsync(thread, "guest", $"{Public} of a guest"));
        ids.Add(await sites.AddCommentAsync(thread, "theirs", Marks.Held, CommentState.Held, top));
        ids.Add(await sites.AddCommentAsync(thread, "mine", Marks.OwnHeld, CommentState.Held));
        ids.Add(await sites.AddCommentAsync(thread, "theirs", Marks.Rejected, CommentState.Rejected));
        ids.Add(await sites.AddCommentAsync(thread, "banned", Marks.Banned, CommentState.Held));
        await sites.ComplainAsync(ids[1]);
        foreach (var (mark, state) in new[] { (Marks.Removed, CommentState.Removed), (Marks.Deleted, CommentState.Deleted) })
        {
            // One that is gone whole, and one whose place is kept by an answer to it.
            ids.Add(await sites.AddCommentAsync(thread, "theirs", mark, state));
            var gap = await sites.AddCommentAsync(thread, "theirs", mark);
            ids.Add(gap);
            ids.Add(await sites.AddCommentAsync(thread, "mine", $"{Public} under a gap", CommentState.Published, gap));
            await sites.DecideAsync(sites.Site, gap, state);
        }

        var edited = await sites.AddCommentAsync(thread, "mine", Marks.Earlier);
        ids.Add(edited);
        Assert.True(
            (
                await sites
                    .Get<EditComment>()
                    .HandleAsync(sites.Site, edited, await sites.FindReaderAsync(Role.Author), new($"{Public} mended"), default)
            ).IsSuccess
        );
        Assert.True(
            (
                await sites
                    .Get<ReportComment>()
                    .HandleAsync(sites.Site.Id, top, await sites.FindReaderAsync(Role.Reader), "abuse", Marks.Remark, default)
            ).IsSuccess
        );
        var foreign = await sites.AddCommentAsync(other, "elsewhere", "Zzelsewhere words");
        await ImportAsync(sites);

        List<string> seeds =
        [
            $"/{TwoSites.Here}/",
            $"/{TwoSites.Here}/rules",
            $"/{TwoSites.Here}/sitemap.xml",
            $"/{TwoSites.Here}/feed.atom",
            $"/{TwoSites.Here}/feed.json",
            "/robots.txt",
            "/openapi",
            "/openapi/v1.json",
            "/",
        ];
        var api = $"/api/v1/sites/{TwoSites.Here}";
        foreach (var mark in (string[])[Public, Marks.Held[2..], "zz*", "words"])
            seeds.AddRange([$"/{TwoSites.Here}/search?q={mark}", $"{api}/search?q={mark}"]);
        seeds.AddRange([$"/{TwoSites.Here}/notifications", $"{api}/notifications"]);
        foreach (var id in (Guid[])[thread, other])
        {
            foreach (
                var look in (string[])["", "?order=oldest", "?order=appreciated", "?order=discussed", "?frame=1", "?lang=ar"]
            )
                seeds.Add($"/{TwoSites.Here}/t/{id}{look}");
            seeds.AddRange([$"/{TwoSites.Here}/t/{id}/feed.atom", $"/{TwoSites.Here}/t/{id}/feed.json"]);
            seeds.AddRange([$"{api}/threads/{id}", $"{api}/threads/{id}/mine"]);
            foreach (var order in (string[])["newest", "oldest", "appreciated", "discussed"])
                seeds.Add($"{api}/threads/{id}/comments?order={order}");
        }

        seeds.AddRange([
            $"/{TwoSites.Here}/s/page-1",
            $"{api}/reports/{thread}",
            $"{api}/reports/{thread}/annotations",
            $"/{TwoSites.Here}/claims/{thread}",
            $"{api}/claims/{thread}",
        ]);
        foreach (var id in ids.Append(foreign))
        {
            seeds.AddRange([$"{api}/comments/{id}", $"{api}/comments/{id}/replies", $"{api}/comments/{id}/mine"]);
            seeds.AddRange([
                $"/{TwoSites.Here}/c/{id}",
                $"/{TwoSites.Here}/c/{id}?frame=1",
                $"/{TwoSites.Here}/c/{id}/reply",
                $"/{TwoSites.Here}/c/{id}/report",
            ]);
            seeds.Add($"/{TwoSites.Here}/t/{thread}/b/{id}");
        }

        seeds.AddRange([
            $"/t?url=https://{TwoSites.Here}.example/imported",
            $"{api}/threads?url=https://{TwoSites.Here}.example/imported",
        ]);
        return [.. seeds];
    }

    private static async Task ImportAsync(TwoSites sites)
    {
        var file = Export.With(
            $"""
            <thread dsq:id="7"><id>7</id><link>https://{TwoSites.Here}.example/imported</link><title>Imported</title></thread>
            <post dsq:id="1"><message><![CDATA[Imported {Public}]]></message><createdAt>2020-01-01T00:00:00Z</createdAt>
            <author><email>import@zzmail.example</email><name>Ima</name><isAnonymous>false</isAnonymous></author>
            <ipAddress>{NetworkAddress}</ipAddress><thread dsq:id="7"/></post>
            """
        );
        var target = new ImportTarget(sites.Get<Database>(), sites.Site, await sites.Get<SiteDirectory>().OriginsAsync());
        var made = await ImportPlan.MakeAsync(
            new DisqusReader(),
            new MemoryStream(Encoding.UTF8.GetBytes(file)),
            target,
            TimeProvider.System,
            default
        );
        using var plan = made.Value!;
        Assert.Equal(1, plan.Report.Posts.Made);
        await sites.Get<ApplyImport>().HandleAsync(sites.Site.Id, plan, Words.For("en"), null, default);
    }

    /// <summary>Follows every address of ours that any answer names, and gives all answers with their headers.</summary>
    private static async Task<Dictionary<string, string>> CrawlAsync(TwoSites sites, Role role, IEnumerable<string> seeds)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false })
        {
            BaseAddress = sites.Address,
        };
        if (sites.CookieOf(role) is { } cookie)
            client.DefaultRequestHeaders.Add("Cookie", cookie);
        var answers = new Dictionary<string, string>(StringComparer.Ordinal);
        var waiting = new Queue<string>(seeds);
        while (waiting.TryDequeue(out var address))
        {
            if (answers.ContainsKey(address) || answers.Count > 2_000)
                continue;
            using var response = await client.GetAsync(
                new Uri(address, UriKind.Relative),
                TestContext.Current.CancellationToken
            );
            var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            answers[address] = $"{(int)response.StatusCode}\n{response.Headers}{response.Content.Headers}\n{body}";
            Assert.True((int)response.StatusCode < 500, address);
            if (response.Headers.Location is { } location)
                Follow(location.ToString());
            foreach (Match match in Addresses().Matches(WebUtility.HtmlDecode(body)))
                Follow(match.Groups[1].Value);
        }

        return answers;

        void Follow(string found)
        {
            var full = new Uri(sites.Address, found);
            // Assets are the same for everybody; signing in leads back to each address there is.
            if (
                full.Authority == sites.Address.Authority
                && !full.AbsolutePath.StartsWith("/assets/", StringComparison.Ordinal)
                && !full.AbsolutePath.EndsWith("/sign-in", StringComparison.Ordinal)
            )
                waiting.Enqueue(full.PathAndQuery);
        }
    }

    [GeneratedRegex(
        """(?:href|src|action|content|data-[a-z-]+|"url"|"storyUrl"):?=?\s*"((?:/|http://127)[^"\s]*)"|<loc>([^<]+)</loc>"""
    )]
    private static partial Regex Addresses();
}
