using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Parley.Readers;
using Parley.Sites;
using Parley.Tests.Setup;
using static Parley.Tests.Readers.Patience;

namespace Parley.Tests.Readers;

/// <summary>A whole program with Parley in it, on a port of its own and a database that other programs may share.</summary>
internal sealed class ReaderHost : IAsyncDisposable
{
    public const string SiteName = "harbour-courant";
    private readonly WebApplication app;

    private ReaderHost(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.First());

    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    public static async Task<ReaderHost> StartAsync(
        TestDatabase database,
        string? publicUrl = null,
        SiteSettings? settings = null,
        Action<ParleyOptions>? options = null,
        TimeProvider? clock = null,
        Action<IServiceCollection>? services = null
    )
    {
        var builder = TestProgram.On(
            database,
            given =>
            {
                given.PublicUrl = publicUrl;
                options?.Invoke(given);
            }
        );
        if (clock is not null)
            builder.Services.AddSingleton(clock);
        services?.Invoke(builder.Services);
        var app = builder.Build();
        app.MapParley();
        var host = new ReaderHost(app);
        await host.Get<SiteStore>()
            .AddAsync(
                SiteName,
                "The Harbour Courant",
                "en",
                "Europe/Vienna",
                settings ?? new(),
                ["https://harbour-courant.example"],
                Cancel
            );
        await app.StartAsync(Cancel);
        return host;
    }

    /// <summary>A browser with cookies of its own, which follows no redirect by itself.</summary>
    public HttpClient Browser()
    {
        var handler = new HttpClientHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false };
        var browser = new HttpClient(handler) { BaseAddress = Address };
        browser.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        return browser;
    }

    /// <summary>A browser in which somebody has just signed up.</summary>
    public async Task<HttpClient> SignedUpAsync(string name = "Ada Korr", string email = "ada@harbour.example")
    {
        var browser = Browser();
        var answer = await PostAsync(browser, "sign-up", ("name", name), ("email", email), ("password", ReaderNode.Password));
        if (answer.StatusCode != HttpStatusCode.SeeOther)
            throw new InvalidOperationException(await answer.Content.ReadAsStringAsync(Cancel));
        return browser;
    }

    /// <summary>Sends a form to a page of the site.</summary>
    public static Task<HttpResponseMessage> PostAsync(
        HttpClient browser,
        string page,
        params (string Name, string Value)[] fields
    ) => PostToAsync(browser, $"/{SiteName}/{page}", fields);

    public static async Task<HttpResponseMessage> PostToAsync(
        HttpClient browser,
        string url,
        params (string Name, string Value)[] fields
    )
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await browser.PostAsync(new Uri(url, UriKind.Relative), form, Cancel);
    }

    public static async Task<string> TextAsync(HttpClient browser, string url) =>
        await browser.GetStringAsync(new Uri(url, UriKind.Relative), Cancel);

    /// <summary>What the interface says about who asks.</summary>
    public static async Task<ReaderApi.SessionAnswer> WhoAsync(HttpClient browser) =>
        (
            await browser.GetFromJsonAsync(
                new Uri($"/api/v1/session?site={SiteName}", UriKind.Relative),
                new ReaderJson(Json.Options()).SessionAnswer,
                Cancel
            )
        )!;

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}
