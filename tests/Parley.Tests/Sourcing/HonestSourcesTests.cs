using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Parley.Readers;
using Parley.RightOfReply;
using Parley.Sourcing;
using Parley.Tests.Setup;
using Xunit;
using static Parley.Tests.Sourcing.SourcedStories;

namespace Parley.Tests.Sourcing;

/// <summary>What a report says of its sources is what they said: nobody is credited with what they deny, or would not speak of.</summary>
public sealed class HonestSourcesTests
{
    private const string Api = TestServer.Api;
    private const string Site = "/" + TestServer.SiteName;

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_report_counts_anew_when_another_that_carries_its_claim_is_published(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var staff = await server.StaffAsync(ReaderRole.Journalist);
        using var visitor = server.Visitor();
        var stories = await SourcedStories.OfAsync(server, staff);
        var first = await stories.AddAsync("first");
        var claim = await stories.SourceAsync(
            first,
            new ClaimAsked(Sentence: "Contacts began."),
            By("B. Quast", SourceKind.Person)
        );
        var second = await stories.AddAsync("second", isPublished: false);
        await stories.SourceAsync(second, new ClaimAsked(Id: claim), By("A. Lund", SourceKind.Person));
        await server.CaughtUpAsync();
        Assert.Contains("1 article, 1 outlet, 1 root", await NoteAsync(visitor, first), StringComparison.Ordinal);

        Assert.Equal(
            HttpStatusCode.OK,
            (await staff.PostAsync($"{Api}/newsroom/reports/{second}/publication", new { })).Status
        );
        await server.CaughtUpAsync();

        Assert.Contains("2 articles, 1 outlet, 2 roots", await NoteAsync(visitor, first), StringComparison.Ordinal);
    }

    private static async Task<Guid> SourceAsync(
        TestReader staff,
        Guid story,
        Guid? claim,
        string name,
        string act,
        string stance
    )
    {
        var said = await staff.PostAsync(
            $"{Api}/newsroom/reports/{story}/attributions",
            new
            {
                words = SourcedStories.Words,
                chain = new object[] { new { source = new { name }, act } },
                claim = claim is { } id ? (object)new { id } : new { sentence = $"{name} knew." },
                stance,
            }
        );
        Assert.Equal(HttpStatusCode.Created, said.Status);
        return (Guid)said.Json["claim"]!;
    }

    private static async Task<string> NoteAsync(TestVisitor visitor, Guid story) =>
        (await PageAsync(visitor, story)).QuerySelector("#note-1")!.TextContent;

    // No order of the discussion: the report's own page, which is kept.
    private static async Task<IDocument> PageAsync(TestVisitor visitor, Guid story)
    {
        var moved = await visitor.GetAsync($"{Site}/t/{story}/sources");
        return new HtmlParser().ParseDocument((await visitor.GetAsync(moved.Location)).Text);
    }
}
