using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Parley.Readers;
using Parley.Sites;
using Parley.Storage;
using Parley.Stories;
using Parley.Tests.Setup;
using Parley.Threads;

namespace Parley.Browser.Setup;

/// <summary>A whole Parley on a database of its own, reached by a browser as <c>talk.localhost</c>.</summary>
internal sealed class Talk : IAsyncDisposable
{
    /// <summary>A cookie as other systems use it, beside ours: a browser that blocks third-party cookies does not send it from a frame.</summary>
    public const string ControlCookie = "control";

    private readonly WebApplication _app;
    private readonly DirectoryInfo _folder;
    private readonly ConcurrentQueue<ForeignRequest> _requests = new();
    private readonly ConcurrentQueue<ForeignRequest> _answered = new();

    private Talk(WebApplication app, DirectoryInfo folder, TestClock clock) => (_app, _folder, Clock) = (app, folder, clock);

    /// <summary>The server's clock.</summary>
    public TestClock Clock { get; }

    public string Origin => $"http://talk.localhost:{new Uri(_app.Urls.First()).Port}";

    /// <summary>What was asked so far, in order.</summary>
    public IReadOnlyList<ForeignRequest> Requests => [.. _requests];

    /// <summary>
    /// What of it was answered. Whoever waits until something is kept waits for this: a window that closes takes along what is still on
    /// its way.
    /// </summary>
    public IReadOnlyList<ForeignRequest> Answered => [.. _answered];

    /// <summary>With the sample site, <c>harbour-courant</c>, and one called <c>fenmoor</c> for the newspaper.</summary>
    /// <param name="paper">The origin of the newspaper that embeds its discussions.</param>
    /// <param name="settings">Those of the newspaper's site.</param>
    /// <param name="services">Adds what a test wants besides.</param>
    public static async Task<Talk> StartAsync(
        string paper = "http://paper.localhost",
        SiteSettings? settings = null,
        Action<IServiceCollection>? services = null
    )
    {
        var folder = Directory.CreateTempSubdirectory("parley-talk-");
        var builder = TestProgram.On(await SampleDatabase.CopyToAsync(folder));
        var clock = new TestClock();
        builder.Services.AddSingleton<TimeProvider>(clock);
        services?.Invoke(builder.Services);
        var app = builder.Build();
        var talk = new Talk(app, folder, clock);
        app.Use(talk.RememberAsync);
        app.MapParley();
        await app.StartAsync();
        await app
            .Services.GetRequiredService<SiteStore>()
            .AddAsync("fenmoor", "Fenmoor Weekly", "en", "UTC", settings ?? new(), [paper], default);
        return talk;
    }

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>The newspaper's site.</summary>
    public async Task<Site> SiteAsync() => (await Get<SiteStore>().ListAsync(default)).Single(site => site.Name == "fenmoor");

    /// <summary>Somebody who has just made an account on the newspaper's site.</summary>
    public async Task<Writer> WriterAsync(string name)
    {
        var site = await SiteAsync();
        var email = $"{Guid.NewGuid():N}@paper.example";
        var request = new SignUp.Request(email, Writer.Password, name);
        var session = (await Get<SignUp>().HandleAsync(site, request, null, default)).Value!;
        var reader = (await Get<ReaderDirectory>().FindAsync(site.Id, session.Session, default))!;
        return new Writer(this, site, reader, email, session.Token);
    }

    /// <summary>The thread of a page of the newspaper, opened as its first comment would open it.</summary>
    public async Task<Guid> OpenThreadAsync(string url)
    {
        var site = await SiteAsync();
        var claim = await Get<PageClaims>().ReadAsync(site, url, null);
        return (await Get<OpenThread>().HandleAsync(site.Id, claim.Value!, default)).Id;
    }

    /// <summary>All sign-ins of an account run out now, without anything being said to its browsers.</summary>
    public async Task EndSessionsAsync(string email)
    {
        var account = (await Get<AccountStore>().FindAsync(EmailAddress.Parse(email).Value!, default))!.Id;
        await Get<Database>().WriteAsync(scope => Get<SessionStore>().EndAllAsync(scope, account, default), default);
        Get<SessionDirectory>().Forget(account);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task RememberAsync(HttpContext http, RequestDelegate next)
    {
        var request = new ForeignRequest(http.Request.Method, http.Request.Path, http.Request.Headers.Cookie.ToString());
        _requests.Enqueue(request);
        if (http.Request.Path == "/t")
            http.Response.Headers.Append("Set-Cookie", $"{ControlCookie}=1; Path=/; Secure; HttpOnly; SameSite=None");
        await next(http);
        _answered.Enqueue(request);
    }
}
