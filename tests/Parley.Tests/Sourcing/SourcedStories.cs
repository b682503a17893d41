using Parley.Readers;
using Parley.Sourcing;
using Parley.Stories;
using Parley.Tests.Setup;
using Parley.Threads;

namespace Parley.Tests.Sourcing;

/// <summary>Reports with claims and chains, made as the newsroom makes them.</summary>
internal sealed class SourcedStories(TestServer server, Reader by)
{
    public const string Words = "contacts began in the spring";

    public static async Task<SourcedStories> OfAsync(TestServer server, TestReader staff) =>
        new(server, (await server.Get<ReaderStore>().FindAsync(server.Site.Id, staff.Id, default))!);

    /// <summary>A report with one paragraph that holds <see cref="Words"/>.</summary>
    public async Task<Guid> AddAsync(string slug, bool isPublished = true)
    {
        var id = Guid.CreateVersion7();
        var now = server.Clock.GetUtcNow();
        var text = new ReportText { Paragraphs = [new("p1", $"The paper says that {Words}.")] };
        if (isPublished)
            await server.Database.WriteAsync(
                async scope =>
                {
                    var facts = new StoryFacts
                    {
                        Slug = slug,
                        Title = $"Report {slug}",
                        PublishedAt = now,
                    };
                    await server.Get<StoryStore>().AddAsync(scope, server.Site.Id, id, facts, default);
                    await ThreadStore.AddAsync(scope, server.Site.Id, id, now, default);
                },
                default
            );
        await server.Database.WriteAsync(
            scope =>
                ReportTextStore.PutAsync(
                    scope,
                    new Report(server.Site.Id, id, slug, $"Report {slug}", 1, isPublished ? now : null, now),
                    new ReportRevision(1, text, now, null, null, isPublished, isPublished),
                    by.Id,
                    default
                ),
            default
        );
        return id;
    }

    /// <summary>Says who says it; gives the claim.</summary>
    public async Task<Guid> SourceAsync(Guid story, ClaimAsked claim, params HopAsked[] hops)
    {
        var said = await server
            .Get<SourcePassage>()
            .HandleAsync(server.Site.Id, story, by, new(Words, null, null, hops, claim, Stance.States), default);
        LetTimePass();
        return said.IsSuccess ? said.Value.ClaimId!.Value : throw new InvalidOperationException(said.Problem.Code);
    }

    public async Task ArticleAsync(Guid claim, string outlet, string title, params HopAsked[] hops)
    {
        var request = new AddArticle.Request(
            new SourceAsked(Kind: SourceKind.Outlet, Name: outlet),
            title,
            $"https://{outlet.Split(' ')[^1].ToLowerInvariant()}.example/{title.Length}",
            "2027-05-11",
            hops
        );
        var added = await server.Get<AddArticle>().HandleAsync(server.Site.Id, claim, by, request, default);
        LetTimePass();
        if (!added.IsSuccess)
            throw new InvalidOperationException(added.Problem.Code);
    }

    public async Task ChangeAsync(Guid claim, ClaimStatus status, string reason)
    {
        var changed = await server
            .Get<ChangeClaimStatus>()
            .HandleAsync(server.Site.Id, claim, by, new(status, reason, "https://tarsk.example/note-114", null, null), default);
        if (!changed.IsSuccess)
            throw new InvalidOperationException(changed.Problem.Code);
    }

    // What was said is read in the order of its ids, and two of one millisecond have none.
    private void LetTimePass() => server.Clock.Turn(TimeSpan.FromMilliseconds(1));

    public static HopAsked By(string name, SourceKind kind = SourceKind.Outlet, Seen seen = Seen.Original) =>
        new(
            new SourceAsked(
                Kind: kind,
                Name: name,
                WhyUnnamed: kind == SourceKind.Unnamed ? "the contacts are not public" : null,
                Note: "zznote for the newsroom"
            ),
            kind == SourceKind.Outlet ? AttributionAct.Reported : AttributionAct.Said,
            Seen: seen
        );
}
