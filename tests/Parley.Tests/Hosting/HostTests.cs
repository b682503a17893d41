using System.Text;
using HostApp;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Parley.Sites;
using Xunit;

namespace Parley.Tests.Hosting;

/// <summary>Parley in a newspaper's own program: the newspaper's answers stay as they were, and ours are the same in every form of it.</summary>
public sealed class HostTests
{
    public static TheoryData<string> Forms => [.. Newspaper.Forms];

    [Theory, MemberData(nameof(Forms))]
    public async Task The_newspapers_own_answers_are_equal_with_and_without_Parley(string form)
    {
        await using var before = await Running.StartAsync(form, withParley: false);
        await using var after = await Running.StartAsync(form, withParley: true);

        foreach (var (method, path, body) in OwnRequests)
            Assert.Equal(await before.AskAsync(method, path, body), await after.AskAsync(method, path, body));
    }

    [Theory, MemberData(nameof(Forms))]
    public async Task A_visitor_reads_the_discussions_in_every_form_of_the_program(string form)
    {
        await using var host = await Running.StartAsync(form, withParley: true);

        Assert.StartsWith("200", await host.AskAsync("GET", "/talk/courant/"), StringComparison.Ordinal);
        Assert.StartsWith(
            "200",
            await host.AskAsync("GET", "/talk/t?url=https%3A%2F%2Fcourant.example%2Fmill"),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "\"isOpen\":true",
            await host.AskAsync("GET", "/talk/api/v1/sites/courant/threads?url=https%3A%2F%2Fcourant.example%2Fmill"),
            StringComparison.Ordinal
        );
        Assert.StartsWith("200", await host.AskAsync("GET", "/talk/embed.js"), StringComparison.Ordinal);
        Assert.Contains(
            "/talk/api/v1/sites/{site}/threads",
            await host.AskAsync("GET", "/talk/openapi/v1.json"),
            StringComparison.Ordinal
        );
    }

    [Theory, MemberData(nameof(Forms))]
    public async Task What_is_not_there_is_answered_by_us_and_not_by_the_newspapers_login(string form)
    {
        await using var host = await Running.StartAsync(form, withParley: true);

        var page = await host.AskAsync("GET", "/talk/courant/no/such/page");
        Assert.StartsWith("404", page, StringComparison.Ordinal);
        Assert.DoesNotContain("The newspaper's own page", page, StringComparison.Ordinal);
        Assert.Contains("\"code\":\"not-found\"", await host.AskAsync("GET", "/talk/api/v1/nothing"), StringComparison.Ordinal);
        Assert.Contains(
            "\"code\":\"sign-in-needed\"",
            await host.AskAsync("POST", $"/talk/api/v1/sites/courant/threads/{Guid.Empty}/comments", "{}"),
            StringComparison.Ordinal
        );
    }

    private static readonly (string Method, string Path, string? Body)[] OwnRequests =
    [
        ("GET", "/", null),
        ("GET", "/login", null),
        ("GET", "/member", null),
        ("GET", "/rules", null),
        ("GET", "/schemes", null),
        ("GET", "/nothing", null),
        ("GET", "/talkative", null),
        ("POST", "/echo", """{"AUTHOR_NAME":"Ada","WORD_COUNT":3}"""),
        ("POST", "/echo", "broken"),
        ("POST", "/login", null),
    ];

    private sealed class Running(WebApplication app, HttpClient client, string folder) : IAsyncDisposable
    {
        public static async Task<Running> StartAsync(string form, bool withParley)
        {
            var folder = Directory.CreateTempSubdirectory("parley-host-").FullName;
            var app = Newspaper.Create(form, withParley, Path.Combine(folder, "parley.db"));
            app.Urls.Add("http://127.0.0.1:0");
            await app.StartAsync();
            if (withParley)
            {
                await app
                    .Services.GetRequiredService<SiteStore>()
                    .AddAsync("courant", "The Courant", "en", "UTC", new SiteSettings(), ["https://courant.example"], default);
            }

            var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false })
            {
                BaseAddress = new Uri(app.Urls.First()),
            };
            return new Running(app, client, folder);
        }

        /// <summary>The whole answer as text: status, headers in order of their names, body. Without what differs between any two.</summary>
        public async Task<string> AskAsync(string method, string path, string? body = null)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            if (body is not null)
                request.Content = new StringContent(body, Encoding.UTF8, "application/json");
            using var response = await client.SendAsync(request);
            var headers = response
                .Headers.Concat(response.Content.Headers)
                .Where(header => header.Key is not "Date")
                .OrderBy(header => header.Key, StringComparer.Ordinal)
                .Select(header =>
                    $"{header.Key}: {string.Join(", ", header.Value)}".Replace(
                        client.BaseAddress!.Authority,
                        "host",
                        StringComparison.Ordinal
                    )
                );
            return $"{(int)response.StatusCode}\n{string.Join('\n', headers)}\n\n{await response.Content.ReadAsStringAsync()}";
        }

        public async ValueTask DisposeAsync()
        {
            client.Dispose();
            await app.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }
    }
}
