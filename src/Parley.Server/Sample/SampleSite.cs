using System.Text.Json;
using System.Text.Json.Serialization;
using Parley.Comments;
using Parley.Dossiers;
using Parley.Markup;
using Parley.Readers;
using Parley.Reports;
using Parley.Sites;
using Parley.Sourcing;
using Parley.Storage;
using Parley.Stories;
using Parley.Threads;

namespace Parley.Server.Sample;

/// <summary>
/// The sample site of a new installation: an invented report and an invented discussion of it, so that one sees what this is
/// before setting anything up.
/// </summary>
internal sealed class SampleSite(
    Database database,
    SiteStore siteStore,
    StoryStore stories,
    ICommentAppender appender,
    PostComment post,
    ReportComment report,
    SourcePassage source,
    AddArticle articles,
    ChangeClaimStatus status,
    ChangeDossier dossiers,
    Ids ids,
    TimeProvider clock
)
{
    /// <summary>Adds the sample where there is no site at all. Nothing that adding takes is made at any other start.</summary>
    public static async Task AddIfEmptyAsync(IServiceProvider services, CancellationToken cancel)
    {
        if ((await services.GetRequiredService<SiteStore>().ListAsync(cancel)).Count == 0)
            await ActivatorUtilities.CreateInstance<SampleSite>(services).AddAsync(cancel);
    }

    private async Task AddAsync(CancellationToken cancel)
    {
        var sample = Read();
        var site = new Site(
            default,
            sample.Site,
            sample.Title,
            "en",
            "UTC",
            new SiteSettings(),
            ["http://localhost:8080", "http://paper.localhost:8080"]
        );
        var added = await siteStore.AddAsync(
            site.Name,
            site.Title,
            site.Language,
            site.TimeZone,
            site.Settings,
            site.Origins,
            cancel
        );
        // Two nodes started at the same moment on an empty database: the other one has added it.
        if (added.IsSuccess)
            await AddStoryAsync(site with { Id = added.Value }, sample, cancel);
    }

    private async Task AddStoryAsync(Site whole, SampleContent sample, CancellationToken cancel)
    {
        var site = whole.Id;
        var published = clock.GetUtcNow() - TimeSpan.FromHours(9);
        var story = ids.New();
        var people = sample
            .Comments.Select(comment => comment.By)
            .Concat(sample.Waiting.Select(words => words.By))
            .Distinct()
            .ToDictionary(name => name, _ => ids.New());
        await database.WriteAsync(
            async scope =>
            {
                await stories.AddAsync(
                    scope,
                    site,
                    story,
                    new StoryFacts
                    {
                        Slug = sample.Slug,
                        Title = sample.Headline,
                        Section = sample.Section,
                        Authors = sample.Authors,
                        PublishedAt = published,
                    },
                    cancel
                );
                await ReportTextStore.AddPublicAsync(
                    scope,
                    site,
                    story,
                    sample.Slug,
                    sample.Headline,
                    sample.Report,
                    published,
                    cancel
                );
                await ThreadStore.AddAsync(scope, site, story, published, cancel);
                foreach (var (name, id) in people)
                    await AddReaderAsync(scope, site, id, name, sample.Staff.Contains(name), published, cancel);
            },
            cancel
        );

        Dictionary<string, Guid> claims = new(StringComparer.Ordinal);
        foreach (var one in sample.Sourced)
            if (await AddSourcedAsync(site, story, ReaderOf(sample.Staff[0]), one, cancel) is { } claim && one.Key is { } key)
                claims[key] = claim;
        await AddDossierAsync(site, story, ReaderOf(sample.Dossier.KeptBy), sample.Dossier, claims, cancel);
        var made = new Dictionary<string, Guid>(StringComparer.Ordinal);
        foreach (var comment in sample.Comments)
        {
            var id = ids.New();
            made[comment.Key] = id;
            await appender.AppendAsync(
                new NewComment
                {
                    Site = site,
                    Id = id,
                    ThreadId = story,
                    ParentId = comment.To is { } parent ? made[parent] : null,
                    AuthorId = people[comment.By],
                    State = CommentState.Published,
                    Source = comment.Text,
                    Html = CommentMarkup.Render(comment.Text).Value,
                    Renderer = SafeHtml.Version,
                    At = published.AddMinutes(comment.Minute),
                },
                cancel
            );
        }

        // Something for a moderator to decide, by the way that everyone's words take.
        foreach (var words in sample.Waiting)
            await post.HandleAsync(whole, story, ReaderOf(words.By), new(ids.New(), words.Text, null), cancel);
        foreach (var said in sample.Reports)
            await report.HandleAsync(site, made[said.Comment], ReaderOf(said.By), said.Reason, said.Remark, cancel);

        Reader ReaderOf(string name) => new(site, people[name], null, ReaderKind.Account, ReaderRole.Reader, name, 0);
    }

    private async Task<Guid?> AddSourcedAsync(SiteId site, Guid story, Reader by, SampleSourced one, CancellationToken cancel)
    {
        var request = new SourcePassage.Request(one.Words, null, null, one.Hops, one.Claim, Stance.States);
        var sourced = await source.HandleAsync(site, story, by, request, cancel);
        var said = sourced.Value ?? throw new InvalidOperationException($"{sourced.Problem!.Code}: {one.Words}");
        foreach (var elsewhere in one.Elsewhere ?? [])
            await articles.HandleAsync(site, said.ClaimId!.Value, by, elsewhere, cancel);
        if (one.Status is { } known)
            await status.HandleAsync(site, said.ClaimId!.Value, by, new(known.Status, known.Reason, null, null, null), cancel);
        return said.ClaimId;
    }

    private async Task AddDossierAsync(
        SiteId site,
        Guid story,
        Reader by,
        SampleDossier sample,
        Dictionary<string, Guid> claims,
        CancellationToken cancel
    )
    {
        var made = await dossiers.AddAsync(site, by, new(sample.Title, sample.Lead, sample.Slug, IsPublished: true), cancel);
        var dossier = (made.Value ?? throw new InvalidOperationException(made.Problem!.Code)).Id;
        await PutAsync(new(LineKind.Story, Story: story));
        Dictionary<string, Guid> actors = new(StringComparer.Ordinal);
        foreach (var one in sample.Actors)
            actors[one.Name] = await PutAsync(new(LineKind.Actor, Name: one.Name, What: one.What));
        foreach (var one in sample.Events)
        {
            var rests = ClaimsOf(one.Claims);
            var happened = await PutAsync(new(LineKind.Event, What: one.What, When: one.When, Where: one.Where, Claims: rests));
            foreach (var role in one.Roles)
                await PutAsync(new(LineKind.Role, What: role.Part, Event: happened, Actor: actors[role.Actor], Claims: rests));
        }

        foreach (var one in sample.Ties)
            await PutAsync(
                new(
                    LineKind.Tie,
                    Actor: actors[one.Between[0]],
                    Other: actors[one.Between[1]],
                    Tie: one.Kind,
                    From: one.From,
                    Claims: ClaimsOf(one.Claims)
                )
            );

        List<Guid> ClaimsOf(IReadOnlyList<string> keys) => [.. keys.Select(key => claims[key])];

        async Task<Guid> PutAsync(LineAsked line)
        {
            var put = await dossiers.PutLineAsync(site, dossier, null, line, cancel);
            return put.IsSuccess ? put.Value : throw new InvalidOperationException($"{put.Problem.Code}: {line.Kind}");
        }
    }

    private static Task AddReaderAsync(
        DbScope scope,
        SiteId site,
        Guid id,
        string name,
        bool isStaff,
        DateTimeOffset at,
        CancellationToken cancel
    ) =>
        scope.ExecuteAsync(
            """
            INSERT INTO reader (site_id, id, kind, role, name, skeleton, published_count, created_at)
            VALUES (@site, @id, @kind, @role, @name, @skeleton, 0, @at)
            """,
            [
                ("@site", site),
                ("@id", id),
                ("@kind", ReaderKind.Account),
                ("@role", isStaff ? ReaderRole.Moderator : ReaderRole.Reader),
                ("@name", name),
                ("@skeleton", Skeleton.Of(name)),
                ("@at", at),
            ],
            cancel
        );

    private static SampleContent Read()
    {
        using var stream = typeof(SampleSite).Assembly.GetManifestResourceStream("Parley.Server.Sample.sample.json")!;
        return JsonSerializer.Deserialize(stream, SampleJson.Default.SampleContent)!;
    }
}

/// <summary>What the sample consists of.</summary>
/// <param name="Staff">Those among the writers who are staff.</param>
/// <param name="Waiting">Words that a check holds.</param>
internal sealed record SampleContent(
    string Site,
    string Title,
    string Slug,
    string Headline,
    string Section,
    IReadOnlyList<string> Authors,
    IReadOnlyList<string> Staff,
    ReportText Report,
    IReadOnlyList<SampleSourced> Sourced,
    IReadOnlyList<SampleComment> Comments,
    IReadOnlyList<SampleWaiting> Waiting,
    IReadOnlyList<SampleReport> Reports,
    SampleDossier Dossier
);

/// <param name="Key">By which replies name it.</param>
/// <param name="To">The key of the comment that it answers; absent for one of its own.</param>
/// <param name="Minute">Minutes after the report's publication.</param>
internal sealed record SampleComment(string Key, string By, int Minute, string Text, string? To = null);

/// <summary>Who says words of the report.</summary>
/// <param name="Elsewhere">Articles of others that carry the claim.</param>
/// <param name="Key">By which the dossier names the claim.</param>
internal sealed record SampleSourced(
    string Words,
    IReadOnlyList<HopAsked> Hops,
    ClaimAsked? Claim = null,
    SampleStatus? Status = null,
    IReadOnlyList<AddArticle.Request>? Elsewhere = null,
    string? Key = null
);

/// <summary>The matter to which the report belongs.</summary>
internal sealed record SampleDossier(
    string Slug,
    string Title,
    string Lead,
    string KeptBy,
    IReadOnlyList<SampleActor> Actors,
    IReadOnlyList<SampleEvent> Events,
    IReadOnlyList<SampleTie> Ties
);

internal sealed record SampleActor(string Name, string What);

/// <param name="When">As EDTF.</param>
/// <param name="Claims">By their keys, as everywhere here.</param>
internal sealed record SampleEvent(
    string What,
    string When,
    IReadOnlyList<string> Claims,
    IReadOnlyList<SampleRole> Roles,
    string? Where = null
);

internal sealed record SampleRole(string Actor, string Part);

/// <param name="Between">Two actors, by name.</param>
internal sealed record SampleTie(IReadOnlyList<string> Between, TieKind Kind, string From, IReadOnlyList<string> Claims);

internal sealed record SampleStatus(ClaimStatus Status, string Reason);

internal sealed record SampleWaiting(string By, string Text);

/// <param name="Comment">The key of the comment that is reported.</param>
/// <param name="By">A writer of comments.</param>
internal sealed record SampleReport(string Comment, string By, string Reason, string Remark);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(SampleContent))]
internal sealed partial class SampleJson : JsonSerializerContext;
