using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Parley.Comments;
using Parley.Events;
using Parley.Http;
using Parley.Readers;
using Parley.Screening;
using Parley.Sites;
using Parley.Storage;
using Parley.Stories;
using Parley.Threads;

namespace Parley.Tests.Setup;

/// <summary>
/// A whole program with Parley in it, on a port of its own and a database that other programs may share. It has two sites, and
/// counts nobody's pace.
/// </summary>
internal sealed class TestServer : IAsyncDisposable
{
    public const string SiteName = "harbour-courant";
    public const string OtherSiteName = "north-shore";
    public const string Api = $"/api/v1/sites/{SiteName}";

    // None of them is taken for another, alone or beside another.
    private const string Letters = "abdefgkpstxz";

    private readonly WebApplication app;
    private readonly string prefix;
    private int readers;

    private TestServer(WebApplication app, string prefix) => (this.app, this.prefix) = (app, prefix);

    public Uri Address => new(app.Urls.First());
    public TestClock Clock { get; private init; } = null!;
    public Site Site { get; private set; } = null!;
    public Site OtherSite { get; private set; } = null!;
    public Database Database => Get<Database>();

    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    /// <param name="basePath">The host's base path, before the prefix.</param>
    /// <param name="services">Replaces what a test wants otherwise.</param>
    public static async Task<TestServer> StartAsync(
        TestDatabase database,
        SiteSettings? settings = null,
        string prefix = "",
        string basePath = "",
        Action<IServiceCollection>? services = null
    )
    {
        var clock = new TestClock();
        var builder = TestProgram.On(database);
        builder.Services.AddSingleton<TimeProvider>(clock);
        services?.Invoke(builder.Services);

        var app = builder.Build();
        if (basePath.Length > 0)
        {
            app.UsePathBase(basePath);
            app.UseRouting();
        }

        app.MapParley(prefix);
        var server = new TestServer(app, prefix) { Clock = clock };
        server.Get<Pace>().IsKept = false;
        server.Get<PostingPace>().IsKept = false;
        var sites = server.Get<SiteStore>();
        // A second program on the same database finds them there.
        await sites.AddAsync(
            SiteName,
            "The Harbour Courant",
            "en",
            "Europe/Vienna",
            settings ?? new(),
            ["https://news.example", "https://my-news.example"],
            default
        );
        await sites.AddAsync(OtherSiteName, "North Shore", "en", "Europe/Vienna", new(), ["https://north.example"], default);
        var all = await sites.ListAsync(default);
        server.Site = all.Single(site => site.Name == SiteName);
        server.OtherSite = all.Single(site => site.Name == OtherSiteName);
        await app.StartAsync();
        return server;
    }

    /// <summary>Goes on with the site as it was changed.</summary>
    public void Use(Site changed) => Site = changed;

    /// <summary>Somebody who is not signed in.</summary>
    public TestVisitor Visitor() => new(Address, token: null);

    /// <summary>Somebody whom an answer has just signed in.</summary>
    public TestVisitor As(TestAnswer cameIn) => new(Address, cameIn.Headers["set-cookie"].Split("parley=")[1].Split(';')[0]);

    /// <summary>Somebody who has just signed up.</summary>
    public async Task<TestReader> ReaderAsync(string? name = null)
    {
        var number = Interlocked.Increment(ref readers);
        // Another program on the same database has readers of its own.
        var called = name ?? $"Reader {Spelt(number)} of {Address.Port}";
        var request = new SignUp.Request($"r{number}-{Address.Port}@harbour.example", "three herons at dusk", called);
        var begun = await Get<SignUp>().HandleAsync(Site, request, null, default);
        if (begun.Value is not { } session)
            throw new InvalidOperationException(begun.Problem!.Code);
        var reader = (await Get<ReaderDirectory>().FindAsync(Site.Id, session.Session, default))!;
        return new TestReader(Address, session.Token, reader.Id, called, prefix);
    }

    /// <summary>Somebody of the site's staff.</summary>
    public async Task<TestReader> StaffAsync(ReaderRole role = ReaderRole.Moderator, string? name = null)
    {
        var staff = await ReaderAsync(name);
        await ChangeRoleAsync(staff.Id, role);
        await Eventually.IsSoAsync(async () =>
            (string?)(await staff.GetAsync($"{prefix}/api/v1/session?site={SiteName}")).Json["role"] == role.ToWord()
        );
        return staff;
    }

    /// <summary>Gives somebody another role. This program's own other requests may hear of it a moment later.</summary>
    public async Task ChangeRoleAsync(Guid id, ReaderRole role)
    {
        var readers = Get<ReaderStore>();
        var reader = await readers.FindAsync(Site.Id, id, default);
        await Database.WriteAsync(scope => readers.ChangeRoleAsync(scope, reader!, role, default), default);
    }

    /// <summary>The thread of a page, opened as its first comment would open it.</summary>
    public async Task<Guid> OpenThreadAsync(string url = "https://news.example/vote", string? identifier = null)
    {
        var claim = await Get<PageClaims>().ReadAsync(Site, url, identifier);
        return (await Get<OpenThread>().HandleAsync(Site.Id, claim.Value!, default)).Id;
    }

    /// <summary>Closes a thread, as a moderator does.</summary>
    public async Task CloseAsync(Guid thread)
    {
        using var moderator = await StaffAsync();
        await moderator.PutAsync($"{prefix}{Api}/moderation/threads/{thread}/closed");
    }

    /// <summary>A moderator's decision, as the desk will take it.</summary>
    public Task<Comment?> DecideAsync(Guid comment, CommentState state) =>
        Database.WriteAsync(
            scope => CommentTransition.ApplyAsync(scope, Site.Id, comment, state, KindOf(state), Clock.GetUtcNow(), default),
            default
        );

    /// <summary>Sets the words that this site holds, or does not take.</summary>
    public Task SetWordsAsync(WordListKind kind, string words) =>
        Get<WordListStore>().SaveAsync(Site.Id, kind, words, Guid.Empty, default);

    public Task<List<T>> ListAsync<T>(string sql, (string, object?)[] parameters, Func<Row, T> read) =>
        Database.ReadAsync(scope => scope.ListAsync(sql, parameters, read, default), default);

    /// <summary>
    /// Until this program has heard of all that has happened: until then it may drop pages that it has only just drawn. Transactions
    /// of other tests, in the same PostgreSQL, do not matter.
    /// </summary>
    public Task CaughtUpAsync() =>
        Eventually.IsSoAsync(async () =>
        {
            var (log, pump) = (Get<EventLog>(), Get<EventPump>());
            var from = pump.Seen;
            return (await log.ReadAsync(from, 1, default)).Count == 0
                && (await log.ReadOutOfOrderAsync(from, 500, default)).TrueForAll(pump.HasTold);
        });

    /// <summary>Waits until the index of who wrote what, which follows the events, has so many comments of the site.</summary>
    public Task ListedAsync(int comments) =>
        Eventually.IsSoAsync(async () =>
            (
                await ListAsync(
                    "SELECT count(*) FROM authored WHERE site_id = @site",
                    [("@site", Site.Id)],
                    row => (int)row.Long(0)
                )
            )[0] == comments
        );

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    // At least two letters, each a word of its own.
    private static string Spelt(int number) =>
        number < Letters.Length
            ? $"{Letters[0]} {Letters[number]}"
            : $"{(number < Letters.Length * Letters.Length ? Letters[number / Letters.Length] : Spelt(number / Letters.Length))} {Letters[number % Letters.Length]}";

    private static EventKind KindOf(CommentState state) =>
        state switch
        {
            CommentState.Published => EventKind.CommentPublished,
            CommentState.Held => EventKind.CommentHeld,
            CommentState.Rejected => EventKind.CommentRejected,
            CommentState.Removed => EventKind.CommentRemoved,
            _ => EventKind.CommentDeleted,
        };
}
