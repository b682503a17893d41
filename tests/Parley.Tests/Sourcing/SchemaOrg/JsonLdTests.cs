using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Html.Parser;
using Parley.Dossiers;
using Parley.Readers;
using Parley.Sourcing;
using Parley.Tests.Comments;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Sourcing.SchemaOrg;

/// <summary>What pages say of themselves to machines, against schema.org's own list of what can be said.</summary>
public sealed class JsonLdTests
{
    private const string Site = "/" + TestServer.SiteName;

    [Fact]
    public async Task A_report_a_claim_and_a_discussion_say_nothing_that_schema_org_does_not_know()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await TestServer.StartAsync(database);
        using var visitor = server.Visitor();
        using var ada = await server.ReaderAsync();
        var report = await ReportScene.WriteAsync(server, "The order");
        await report.NameAsync(
            "harbour master",
            new(new(Kind: SourceKind.Person, Name: "Nan Quast"), AttributionAct.Said, IsVerbatim: true),
            "The harbour master signed."
        );
        await report.NameAsync("Nobody", new(new(Kind: SourceKind.Document, Name: "Minutes of 5 May")));
        await report.NameAsync(
            "the order came",
            new(new(Kind: SourceKind.Document, Name: "Minutes of 5 May"), ArchivedUrl: "https://archive.example/minutes")
        );
        await report.NameAsync(
            "speak on the record",
            new(
                new(Kind: SourceKind.Document, Name: "Minutes of 4 May"),
                AttributionAct.Showed,
                Url: "https://harbour.example/minutes"
            ),
            "Nobody speaks."
        );
        await ada.PublishAsync(report.Story, "It was April.");
        await report.ChangeAsync(ReportScene.Text + "\n\nThe clerk has it.", "The day was wrong.");

        var page = await DocumentAsync(visitor, report.Url);
        var claims = page["@graph"]![0]!["hasPart"]!
            .AsArray()
            .Where(part => (string?)part!["@type"] == "Claim")
            .Select(part => new Uri((string)part!["url"]!).AbsolutePath)
            .ToList();
        Assert.Equal(3, claims.Count);
        Assert.Equal(
            ["NewsArticle", "DiscussionForumPosting"],
            page["@graph"]!.AsArray().Select(one => (string?)one!["@type"])
        );
        var article = page["@graph"]![0]!;
        Assert.Equal("harbour master", (string?)article["hasPart"]!.AsArray().Single(IsQuotation)!["text"]);
        Assert.Equal(
            ["Minutes of 4 May", "Minutes of 5 May"],
            article["isBasedOn"]!.AsArray().Select(one => (string)one!["name"]!).Distinct().Order(StringComparer.Ordinal)
        );
        Assert.Equal("The day was wrong.", (string?)article["correction"]![0]!["text"]);
        // What it cites can be looked up: what has an address, and the record of each claim.
        Assert.Equal(
            ["https://harbour.example/minutes", "https://archive.example/minutes", .. claims],
            article["citation"]!
                .AsArray()
                .Select(one => (string)(one!["url"] ?? one["archivedAt"])!)
                .Select(url => url.Contains("/claims/", StringComparison.Ordinal) ? new Uri(url).AbsolutePath : url)
        );
        // Who is unnamed has a description, and nothing that could name them.
        Assert.Equal(
            """{"@type":"Person","description":"official"}""",
            article["hasPart"]!.AsArray().Single(part => (string?)part!["text"] == "The order was signed.")![
                "author"
            ]!.ToJsonString()
        );
        Assert.DoesNotContain("ClaimReview", page.ToJsonString(), StringComparison.Ordinal);
        var dossier = await DossierAsync(server, report);
        var matter = await DocumentAsync(visitor, dossier);
        Assert.Equal("The order was signed.", (string?)matter["hasPart"]!.AsArray().Single()!["text"]);
        // Who reads a date takes it for sure: one that is not is left out.
        Assert.Equal([null, "2026-05-04"], matter["about"]!.AsArray().Select(one => (string?)one!["startDate"]));
        foreach (var url in (string[])[report.Url, $"{Site}/t/{report.Story}", dossier, .. claims])
            if (await FindAsync(visitor, url) is { } document)
                Assert.Empty(Vocabulary.Check(document).Select(fault => $"{url}: {fault}"));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_claim_says_where_it_first_appeared_and_what_of_it_was_corrected(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Journalist);
        using var visitor = server.Visitor();
        var stories = await SourcedStories.OfAsync(server, editor);
        var claim = await stories.SourceAsync(
            await stories.AddAsync("zzdraft", isPublished: false),
            new(Sentence: "The dam zzcloses."),
            SourcedStories.By("zznan", SourceKind.Unnamed)
        );
        // What drafts alone said, and who said it there, is the newsroom's.
        await CorrectAsync("The dam closed.", "zzreason of the newsroom", 0);
        await stories.SourceAsync(
            await stories.AddAsync("dam"),
            new(Id: claim),
            SourcedStories.By("Ada Korr", SourceKind.Person)
        );
        var (day, url) = (server.Clock.GetUtcNow().AddDays(-3), $"{Site}/claims/{claim}");
        Assert.Equal("Report dam", await FirstAsync());
        // Of two of one day nobody can say which was first.
        await CarryAsync("The Sun", $"{server.Clock.GetUtcNow().UtcDateTime:yyyy-MM-dd}");
        Assert.Null(await FirstAsync());
        await CarryAsync("The Post", $"{day:yyyy-MM-dd}");
        await CarryAsync("The Echo", $"{day.AddDays(-1):yyyy-MM-dd}?");
        await CarryAsync("The Star", null);
        Assert.Equal("The Post has it", await FirstAsync());
        // Of one of which the days are known between which it came out nobody can say whether it was earlier.
        await CarryAsync("The Mail", $"{day.AddDays(-5):yyyy-MM-dd}/{day.AddDays(5):yyyy-MM-dd}");
        Assert.Null(await FirstAsync());

        await CorrectAsync("The dam closed in June.", "It was June.", 1);
        server.Clock.Turn(TimeSpan.FromMinutes(1));
        await stories.ChangeAsync(claim, ClaimStatus.Disputed, "The ministry denies it.");
        server.Clock.Turn(TimeSpan.FromMinutes(1));
        await stories.ChangeAsync(claim, ClaimStatus.Retracted, "The ministry has proved it.");
        var document = (await FindAsync(visitor, url))!;
        Assert.Equal(
            ["The ministry has proved it.", "It was June."],
            JsonNode.Parse(document)!["correction"]!.AsArray().Select(one => (string)one!["text"]!)
        );
        Assert.DoesNotContain("zz", document, StringComparison.Ordinal);
        Assert.Empty(Vocabulary.Check(document));

        async Task<string?> FirstAsync() => (string?)(await DocumentAsync(visitor, url))["firstAppearance"]?["headline"];

        async Task CarryAsync(string outlet, string? on)
        {
            var added = await editor.PostAsync(
                $"{TestServer.Api}/newsroom/claims/{claim}/articles",
                new
                {
                    outlet,
                    title = $"{outlet} has it",
                    on,
                }
            );
            Assert.Equal(HttpStatusCode.Created, added.Status);
        }

        async Task CorrectAsync(string sentence, string reason, int number)
        {
            var corrected = await editor.PutAsync(
                $"{TestServer.Api}/newsroom/claims/{claim}",
                new
                {
                    sentence,
                    reason,
                    number,
                }
            );
            Assert.Equal(HttpStatusCode.OK, corrected.Status);
        }
    }

    [Theory]
    [InlineData("""{"@context":"https://schema.org","@type":"Rumour"}""", "There is no type Rumour.")]
    [InlineData("""{"@context":"https://schema.org","@type":"Claim","hops":1}""", "There is no property hops.")]
    [InlineData("""{"@context":"https://schema.org","@type":"Person","appearance":[]}""", "Person has no appearance.")]
    [InlineData(
        """{"@context":"https://schema.org","@type":"Claim","author":{"@type":"Dataset","name":"x"}}""",
        "Claim.author takes no Dataset."
    )]
    [InlineData("""{"@context":"https://schema.org","@type":"Claim","author":7}""", "Claim.author takes no 7.")]
    public void What_schema_org_does_not_know_is_found(string document, string fault) =>
        Assert.Equal([fault], Vocabulary.Check(document));

    private static async Task<string> DossierAsync(TestServer server, ReportScene report)
    {
        var change = server.Get<ChangeDossier>();
        var made = await change.AddAsync(
            server.Site.Id,
            report.Editor,
            new("The matter", "What is known.", null, true),
            default
        );
        foreach (var when in (string[])["2026-05-04", "2026-05~"])
        {
            var line = new LineAsked(
                LineKind.Event,
                What: "The order is signed",
                When: when,
                Where: "The harbour",
                Claims: [report.Said.ClaimId!.Value]
            );
            Assert.True((await change.PutLineAsync(server.Site.Id, made.Value!.Id, null, line, default)).IsSuccess);
        }

        return $"{Site}/dossiers/{made.Value!.Slug}";
    }

    private static bool IsQuotation(JsonNode? part) => (string?)part!["@type"] == "Quotation";

    private static async Task<JsonNode> DocumentAsync(TestVisitor visitor, string url) =>
        JsonNode.Parse((await FindAsync(visitor, url))!)!;

    private static async Task<string?> FindAsync(TestVisitor visitor, string url) =>
        new HtmlParser()
            .ParseDocument((await visitor.GetAsync(url)).Text)
            .QuerySelector("script[type='application/ld+json']")
            ?.TextContent;
}
