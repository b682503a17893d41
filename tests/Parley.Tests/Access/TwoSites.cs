using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Parley.Comments;
using Parley.Dossiers;
using Parley.Events;
using Parley.Http;
using Parley.Markup;
using Parley.Notices;
using Parley.Readers;
using Parley.Reasons;
using Parley.Reports;
using Parley.RightOfReply;
using Parley.Sanctions;
using Parley.Server.Commands;
using Parley.Sites;
using Parley.Sourcing;
using Parley.Storage;
using Parley.Stories;
using Parley.Tests.Setup;
using Parley.Threads;

namespace Parley.Tests.Access;

/// <summary>
/// A whole program with two sites and a person of each role, all of whose words, names and addresses carry marks, so that one can
/// search any answer for what it must not hold. Nobody's pace is counted.
/// </summary>
internal sealed class TwoSites : IAsyncDisposable
{
    public const string Here = "harbour-courant";
    public const string There = "zzelsewhere-gazette";
    private const string Password = "three herons at dusk";

    private readonly WebApplication app;
    private readonly Dictionary<Role, string> tokens = [];
    private readonly Dictionary<Role, Guid> readers = [];
    private readonly HashSet<string> everyToken = [];
    private Guid bo;
    private Guid banned;
    private Guid reporter;
    private Guid bea;
    private int pages;

    private TwoSites(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.First());
    public Site Site { get; private set; } = null!;
    public Site OtherSite { get; private set; } = null!;

    /// <summary>Every session token that was given out.</summary>
    public IReadOnlyCollection<string> Tokens => everyToken;

    /// <summary>How many stories were made; the last one's slug is <c>page-</c> and this.</summary>
    public int Pages => pages;

    /// <summary>Somebody of the other site.</summary>
    public Guid ReaderElsewhere => bea;

    public Guid ReaderOf(Role role) => readers[role];

    public async Task<Reader> FindReaderAsync(Role role) =>
        (await Get<ReaderStore>().FindAsync(Site.Id, readers[role], default))!;

    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    public static async Task<TwoSites> StartAsync(TestDatabase database, SiteSettings? settings = null)
    {
        var builder = TestProgram.On(database, options => options.Mail.Folder = Path.Combine(database.Folder, "mail"));
        builder.Services.AddSingleton(provider => new Pace([], provider.GetRequiredService<TimeProvider>()));
        var app = builder.Build();
        ServeCommand.Map(app, app.Services.GetRequiredService<IEngine>());
        var all = new TwoSites(app);
        await all.AddSitesAsync(settings ?? new());
        await app.StartAsync();
        await all.AddPeopleAsync();
        return all;
    }

    /// <summary>The cookie of a role's session; null for a visitor.</summary>
    public string? CookieOf(Role role) => role == Role.Visitor ? null : "parley=" + tokens[role];

    /// <summary>Gives every role a new session.</summary>
    public async Task SignInAsync()
    {
        foreach (var role in Enum.GetValues<Role>())
            await SignInAsync(role);
    }

    /// <summary>Gives a role a new session: some requests end the one it had.</summary>
    public async Task SignInAsync(Role role)
    {
        if (role == Role.Visitor)
            return;
        var begun =
            role == Role.Operator
                ? await Get<OpenLink>()
                    .SignInAsync((await Get<MakeLinks>().ForOperatorAsync(default)).Split('=')[1], null, default)
                : await Get<SignIn>().HandleAsync(EmailOf(role), Password, null, default);
        everyToken.Add(tokens[role] = begun.Value!.Token);
    }

    /// <summary>A new story with an open thread.</summary>
    /// <param name="isHere">On this site or on the other.</param>
    /// <param name="isSourced">Whether it has a claim, a passage, a reply and a dossier too: thirty more rows.</param>
    public async Task<Guid> AddThreadAsync(bool isHere = true, bool isSourced = true)
    {
        var site = isHere ? Site : OtherSite;
        var id = Guid.CreateVersion7();
        var number = ++pages;
        var host = isHere ? Here : There;
        await Get<Database>()
            .WriteAsync(
                async scope =>
                {
                    var facts = new StoryFacts
                    {
                        Url = $"https://{host}.example/page-{number}",
                        Slug = $"page-{number}",
                        Title = isHere ? $"Page {number}" : $"Zzelsewhere page {number}",
                        AddressKeys =
                        [
                            StoryAddress
                                .Parse($"https://{host}.example/page-{number}", PageClaims.ParametersOf(site))
                                .Value!.Key,
                        ],
                        PublishedAt = DateTimeOffset.UtcNow,
                    };
                    await Get<StoryStore>().AddAsync(scope, site.Id, id, facts, default);
                    await ReportTextStore.AddPublicAsync(
                        scope,
                        site.Id,
                        id,
                        facts.Slug,
                        facts.Title,
                        new ReportText { Paragraphs = [new("p1", isHere ? "The mill turns." : "Zzelsewhere turns.")] },
                        DateTimeOffset.UtcNow,
                        default
                    );
                    if (isSourced)
                        await AddSourcesAsync(scope, site.Id, id, isHere);
                    await ThreadStore.AddAsync(scope, site.Id, id, DateTimeOffset.UtcNow, default);
                    await scope.ExecuteAsync(
                        """
                        INSERT INTO question (site_id, thread_id, number, source, html, asked_by, asked_at)
                        VALUES (@site, @thread, 1, @source, @html, @by, 1)
                        """,
                        [
                            ("@site", site.Id),
                            ("@thread", id),
                            ("@source", isHere ? "Who turns it?" : "Zzelsewhere, who turns it?"),
                            ("@html", isHere ? "<p>Who turns it?</p>" : "<p>Zzelsewhere, who turns it?</p>"),
                            ("@by", readers[isHere ? Role.Moderator : Role.Elsewhere]),
                        ],
                        default
                    );
                },
                default
            );
        return id;
    }

    private async Task AddSourcesAsync(DbScope scope, SiteId site, Guid story, bool isHere)
    {
        await AddClaimAsync(scope, site, story, isHere);
        // A passage that readers may comment on; it is called as its story is.
        var (start, words) = isHere ? (4, "mill turns") : (2, "elsewhere turns");
        await SourcingStore.AddPassageAsync(
            scope,
            site,
            new(story, story, 1, new("p1", start, start + words.Length, words, "", ""), AnchorState.Anchored, null),
            DateTimeOffset.UtcNow,
            default
        );
        await AddReplyAsync(scope, site, story, isHere);
    }

    // What somebody who is named answers, and nobody has decided; it is called as its story is.
    private static async Task AddReplyAsync(DbScope scope, SiteId site, Guid story, bool isHere)
    {
        var reply = new SourceReply(
            story,
            story,
            story,
            isHere ? "B. Quast" : "Zzelsewhere Quast",
            DateTimeOffset.UtcNow,
            DateTimeOffset.UtcNow.AddDays(1),
            SourceReplyState.Offered
        );
        await SourceReplyStore.AddAsync(
            scope,
            site,
            reply,
            Guid.CreateVersion7(),
            Ids.Secret(),
            Guid.CreateVersion7(),
            default
        );
        var sent = reply with
        {
            State = SourceReplyState.Waiting,
            Words = isHere ? Marks.Reply : "Zzelsewhere reply",
            SentAt = DateTimeOffset.UtcNow,
        };
        await SourceReplyStore.PutAsync(scope, site, sent, null, default);
    }

    // What the story claims, under the story's own id, and who says so. What is noted of a source is the newsroom's.
    private async Task AddClaimAsync(DbScope scope, SiteId site, Guid story, bool isHere)
    {
        var by = readers[isHere ? Role.Author : Role.Elsewhere];
        var (now, name) = (DateTimeOffset.UtcNow, isHere ? $"B. Quast {pages}" : $"Zzelsewhere Quast {pages}");
        var source = new Source(story, SourceKind.Person, name) { Note = Marks.Remark };
        var claim = new Claim(
            story,
            isHere ? "The mill turns." : "Zzelsewhere turns.",
            ClaimKind.Event,
            ClaimStatus.Open,
            DateTimeOffset.UtcNow
        );
        await SourcingStore.AddSourceAsync(scope, site, source, default);
        await SourcingStore.AddClaimAsync(scope, site, claim, by, DateTimeOffset.UtcNow, default);
        var said = new Attribution(story, [new Hop(source, AttributionAct.Said) { IsVerbatim = true }])
        {
            ClaimId = story,
            StoryId = story,
            PassageId = story,
        };
        await SourcingStore.AddAttributionAsync(scope, site, said, by, now, default);
        // Somebody who is not named and was once, whom others said to have said it before, and what the claim was as long as it was a draft's.
        var unnamed = new Source(Guid.CreateVersion7(), SourceKind.Unnamed, isHere ? "clerk" : "Zzelsewhere clerk")
        {
            WhyUnnamed = "Fears for the post.",
        };
        await SourcingStore.AddSourceAsync(scope, site, unnamed, default);
        var told = said with { Id = Guid.CreateVersion7(), Hops = [new Hop(unnamed, AttributionAct.Said)] };
        await SourcingStore.AddAttributionAsync(scope, site, told, by, now, default);
        var named = unnamed with
        {
            Kind = SourceKind.Person,
            Name = $"{Marks.Remark} Lind",
            Url = $"https://{Marks.Remark}.example/",
        };
        await FormerStore.AddAsync(scope, site, named, by, now, default);
        foreach (var one in (Attribution[])[said, told])
        {
            var before = new Hop(source, AttributionAct.Said)
            {
                Place = Marks.Remark,
                Url = $"https://{Marks.Remark}.example/",
            };
            await FormerStore.AddAsync(scope, site, one with { Hops = [before] }, 1, by, now, default);
        }

        await FormerStore.AddAsync(scope, site, claim with { Sentence = Marks.Draft }, Marks.Draft, false, by, now, default);
        await AddDossierAsync(scope, site, story, isHere ? "Mills" : "Zzelsewhere mills", source, by);
    }

    // A dossier with an actor, both under the story's id again; with what everybody may read of it, and with what drafts alone say.
    private async Task AddDossierAsync(DbScope scope, SiteId site, Guid story, string title, Source source, Guid by)
    {
        var (now, draft, claim) = (DateTimeOffset.UtcNow, Guid.CreateVersion7(), Guid.CreateVersion7());
        var hidden = $"{title} {Marks.Draft}";
        await ReportTextStore.PutAsync(
            scope,
            new Report(site, draft, $"draft-{pages}", hidden, 1, null, now),
            new ReportRevision(1, new ReportText { Paragraphs = [new("p1", hidden)] }, now, null, null, false, false),
            by,
            default
        );
        await SourcingStore.AddClaimAsync(
            scope,
            site,
            new(claim, hidden, ClaimKind.Event, ClaimStatus.Open, now),
            by,
            now,
            default
        );
        await SourcingStore.AddAttributionAsync(
            scope,
            site,
            new(Guid.CreateVersion7(), [new Hop(source, AttributionAct.Said)]) { ClaimId = claim, StoryId = draft },
            by,
            now,
            default
        );
        await DossierStore.PutAsync(scope, site, new(draft, $"draft-{pages}", hidden, hidden, null, null, now), by, default);
        await DossierStore.AddStoryAsync(scope, site, draft, story, now, default);
        await DossierStore.PutAsync(scope, site, new(story, $"page-{pages}", title, null, null, now, now), by, default);
        foreach (var part in (Guid[])[story, draft])
            await DossierStore.AddStoryAsync(scope, site, story, part, now, default);
        await PutAsync("actor", story, [("name", title), ("what", null)]);
        var (one, other, unknown) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await PutAsync("actor", one, [("name", title + " of flour"), ("what", null)]);
        await PutAsync("actor", other, [("name", title + " of wood"), ("what", null)]);
        await PutAsync("actor", unknown, [("name", hidden), ("what", hidden)]);
        await PutAsync("tie", Guid.CreateVersion7(), Tie(other), story);
        await PutAsync("tie", Guid.CreateVersion7(), Tie(unknown), claim);
        var happened = Guid.CreateVersion7();
        await PutAsync("dossier_event", happened, Event(title), story);
        await PutAsync("dossier_event", Guid.CreateVersion7(), Event(hidden), claim);
        await PutAsync("event_role", Guid.CreateVersion7(), Role(unknown, hidden), claim);

        (string, object?)[] Tie(Guid with) =>
            [("actor_id", one), ("other_id", with), ("kind", TieKind.Alliance), ("held_from", null), ("held_to", null)];

        (string, object?)[] Event(string what) => [("what", what), ("happened_on", "2026"), ("place", what)];

        (string, object?)[] Role(Guid actor, string part) => [("event_id", happened), ("actor_id", actor), ("part", part)];

        Task PutAsync(string table, Guid line, (string, object?)[] columns, params Guid[] claims) =>
            DossierStore.PutLineAsync(scope, site, story, table, line, columns, claims, default);
    }

    /// <summary>A comment by the author of what is called "mine", by Bo Lind, or by somebody of the other site.</summary>
    public async Task<Guid> AddCommentAsync(
        Guid thread,
        string by,
        string words,
        CommentState state = CommentState.Published,
        Guid? parent = null
    )
    {
        var (site, author) = by switch
        {
            "mine" => (Site, readers[Role.Author]),
            "theirs" => (Site, bo),
            "banned" => (Site, banned),
            "elsewhere" => (OtherSite, bea),
            "guest" => (Site, await EnterGuestAsync()),
            _ => throw new ArgumentOutOfRangeException(nameof(by), by, "Nobody."),
        };
        var id = Guid.CreateVersion7();
        var isHeld = state is CommentState.Held or CommentState.Rejected;
        var added = await Get<ICommentAppender>()
            .AppendAsync(
                new NewComment
                {
                    Site = site.Id,
                    Id = id,
                    ThreadId = thread,
                    ParentId = parent,
                    AuthorId = author,
                    State = isHeld ? CommentState.Held : CommentState.Published,
                    Source = words,
                    Html = CommentMarkup.Render(words).Value,
                    Renderer = SafeHtml.Version,
                    At = DateTimeOffset.UtcNow,
                },
                default
            );
        if (added.Outcome != AppendOutcome.Added)
            throw new InvalidOperationException(added.Outcome.ToString());
        if (state is CommentState.Rejected or CommentState.Removed or CommentState.Deleted)
            await DecideAsync(site, id, state);
        await Get<Database>()
            .WriteAsync(
                async scope =>
                {
                    // Each challenges a fact, with what shows it.
                    await scope.ExecuteAsync(
                        """
                        INSERT INTO challenge (site_id, comment_id, story_id, evidence, evidence_url, raised_by, raised_at)
                        VALUES (@site, @id, @thread, @evidence, @url, @by, 1)
                        """,
                        [
                            ("@site", site.Id),
                            ("@id", id),
                            ("@thread", thread),
                            ("@evidence", by == "elsewhere" ? "Zzelsewhere evidence" : Marks.Evidence),
                            ("@url", $"https://{(by == "elsewhere" ? "zzelsewhere" : Marks.Evidence)}.example/1"),
                            ("@by", author),
                        ],
                        default
                    );
                    // Each is on what its story claims, where that claims something.
                    await scope.ExecuteAsync(
                        """
                        INSERT INTO comment_place (site_id, comment_id, story_id, claim_id)
                        SELECT site_id, @id, id, id FROM claim WHERE site_id = @site AND id = @thread
                        """,
                        [("@site", site.Id), ("@id", id), ("@thread", thread)],
                        default
                    );
                    // As if the newsroom had marked each of them, whatever its state: a mark makes nothing public.
                    await scope.ExecuteAsync(
                        "UPDATE comment SET picked_at = position, pinned_at = position WHERE site_id = @site AND id = @id",
                        [("@site", site.Id), ("@id", id)],
                        default
                    );
                },
                default
            );
        return id;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    public async Task DecideAsync(Site site, Guid comment, CommentState state)
    {
        var kind = state switch
        {
            CommentState.Rejected => EventKind.CommentRejected,
            CommentState.Removed => EventKind.CommentRemoved,
            _ => EventKind.CommentDeleted,
        };
        var now = DateTimeOffset.UtcNow;
        await Get<Database>()
            .WriteAsync(
                async scope =>
                {
                    if (state != CommentState.Deleted)
                    {
                        var restriction = state == CommentState.Rejected ? Restriction.Rejected : Restriction.Removed;
                        var statement = Statement.OfDecision(
                            Guid.CreateVersion7(),
                            comment,
                            restriction,
                            readers[Role.Moderator],
                            "abuse",
                            now
                        );
                        await StatementStore.AddAsync(
                            scope,
                            site.Id,
                            comment,
                            statement with
                            {
                                Facts = "zzfacts of the case",
                            },
                            default
                        );
                    }

                    return await CommentTransition.ApplyAsync(scope, site.Id, comment, state, kind, now, default);
                },
                default
            );
    }

    /// <summary>Has a published comment reported by a reader, and called illegal by a visitor.</summary>
    public async Task ComplainAsync(Guid comment)
    {
        var by = (await Get<ReaderStore>().FindAsync(Site.Id, reporter, default))!;
        var reported = await Get<ReportComment>().HandleAsync(Site.Id, comment, by, "abuse", Marks.Remark, default);
        var said = new GiveNotice.Request(
            $"{Marks.Remark} libel",
            null,
            $"{Marks.Notifier} Wren",
            $"{Marks.Notifier}@zzmail.example",
            IsAboutAbuse: false,
            IsInGoodFaith: true
        );
        var noticed = await Get<GiveNotice>().HandleAsync(Site, comment, null, said, default);
        if (reported.Problem is not null || noticed.Problem is not null)
            throw new InvalidOperationException((reported.Problem ?? noticed.Problem)!.Code);
    }

    private async Task AddSitesAsync(SiteSettings settings)
    {
        var sites = Get<SiteStore>();
        await sites.AddAsync(
            Here,
            "The Harbour Courant",
            "en",
            "Europe/Vienna",
            settings,
            [$"https://{Here}.example"],
            default
        );
        await sites.AddAsync(
            There,
            "The Zzelsewhere Gazette",
            "en",
            "Europe/Vienna",
            settings,
            [$"https://{There}.example"],
            default
        );
        var all = await sites.ListAsync(default);
        Site = all.Single(site => site.Name == Here);
        OtherSite = all.Single(site => site.Name == There);
    }

    private async Task AddPeopleAsync()
    {
        foreach (
            var role in (Role[])
                [
                    Role.Reader,
                    Role.Author,
                    Role.Stopped,
                    Role.Journalist,
                    Role.Moderator,
                    Role.SeniorModerator,
                    Role.Administrator,
                ]
        )
            readers[role] = await SignUpAsync(Site, EmailOf(role), NameOf(role));
        readers[Role.Elsewhere] = await SignUpAsync(OtherSite, EmailOf(Role.Elsewhere), NameOf(Role.Elsewhere));
        bo = await SignUpAsync(Site, "bo@zzmail.example", "Bo Lind");
        bea = await SignUpAsync(OtherSite, "bea@zzmail.example", "Zzelsewhere Bea");
        banned = await SignUpAsync(Site, "zara@zzmail.example", "Zara Quill");
        reporter = await SignUpAsync(Site, "pell@zzmail.example", "Zzreporter Pell");
        await PromoteAsync(Site, Role.Journalist, ReaderRole.Journalist);
        await PromoteAsync(Site, Role.Moderator, ReaderRole.Moderator);
        await PromoteAsync(Site, Role.SeniorModerator, ReaderRole.SeniorModerator);
        await PromoteAsync(Site, Role.Administrator, ReaderRole.Administrator);
        await PromoteAsync(OtherSite, Role.Elsewhere, ReaderRole.Moderator);
        var moderator = (await Get<ReaderStore>().FindAsync(Site.Id, readers[Role.Moderator], default))!;
        var hold = new GiveSanction.Request(SanctionKind.Hold, null, "zzstop for three threats");
        await Get<GiveSanction>().HandleAsync(Site, readers[Role.Stopped], moderator, hold, default);
        var senior = (await Get<ReaderStore>().FindAsync(Site.Id, readers[Role.SeniorModerator], default))!;
        var ban = new GiveSanction.Request(SanctionKind.Ban, 3, $"{Marks.Banned} for three threats");
        await Get<GiveSanction>().HandleAsync(Site, banned, senior, ban, default);
        await SignInAsync();
    }

    private async Task<Guid> EnterGuestAsync() =>
        (await Get<EnterAsGuest>().HandleAsync(Site, "Gus Quest", "guest@zzmail.example", null, default)).Value!.Guest.Id;

    private async Task<Guid> SignUpAsync(Site site, string email, string name)
    {
        var begun = await Get<SignUp>().HandleAsync(site, new SignUp.Request(email, Password, name), null, default);
        if (begun.Value is not { } session)
            throw new InvalidOperationException(begun.Problem!.Code);
        return (await Get<ReaderDirectory>().FindAsync(site.Id, session.Session, default))!.Id;
    }

    private async Task PromoteAsync(Site site, Role role, ReaderRole to)
    {
        var added = await Get<MakeLinks>().ForModeratorAsync(site, new(EmailOf(role), to, NameOf(role)), default);
        if (!added.IsSuccess)
            throw new InvalidOperationException(added.Problem.Code);
    }

    public static string EmailOf(Role role) => $"{role}@zzmail.example".ToLowerInvariant();

    private static string NameOf(Role role) =>
        role switch
        {
            Role.Author => "Ada Korr",
            Role.Reader => "Rea Dahl",
            Role.Stopped => "Stig Oppen",
            Role.Journalist => "Jo Kesh",
            Role.Moderator => "Zzstaff Mo",
            Role.SeniorModerator => "Zzstaff Sen",
            Role.Administrator => "Zzstaff Adi",
            _ => "Ella Sewer",
        };
}
