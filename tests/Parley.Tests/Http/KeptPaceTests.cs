using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Parley.Http;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Http;

/// <summary>
/// What a program answers to whoever goes too fast: other tests' servers count nobody's pace, and this one does, by a clock that stands
/// until it is turned. It believes a proxy, so that one machine can be many networks.
/// </summary>
public sealed class KeptPaceTests
{
    private readonly FakeTimeProvider clock = new();

    private const string Api = TestServer.Api;
    private const string Site = "/" + TestServer.SiteName;

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_reader_posts_ten_comments_in_a_minute_and_the_next_when_that_is_over(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await StartAsync(database);
        using var ada = await server.ReaderAsync();
        using var bo = await server.ReaderAsync();
        var thread = await server.OpenThreadAsync();

        for (var number = 0; number < 10; number++)
            await ada.PublishAsync(thread, $"Words {Guid.NewGuid():N}");
        await AssertWaitsAsync(() => SayAsync(ada, thread, "2001:db8::1"), HttpStatusCode.Created);
        // Another reader of the same house goes on, and another way in is no way round.
        await bo.PublishAsync(thread, "I have said nothing yet.");
        for (var number = 0; number < 9; number++)
            await bo.PublishAsync(thread, $"Words {Guid.NewGuid():N}");
        await AssertWaitsAsync(
            () => bo.SendFormAsync($"{Site}/t/{thread}/comments", ("body", $"Words {Guid.NewGuid():N}")),
            HttpStatusCode.SeeOther
        );
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_network_posts_sixty_comments_in_a_minute_whoever_they_are_and_a_64_of_IPv6_is_one(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await StartAsync(database);
        var thread = await server.OpenThreadAsync();
        for (var reader = 0; reader < 6; reader++)
        {
            using var one = await server.ReaderAsync();
            for (var number = 0; number < 10; number++)
            {
                var said = await SayAsync(one, thread, $"2001:db8:0:7::{reader + 1}:{number + 1}");
                Assert.Equal(HttpStatusCode.Created, said.Status);
            }
        }

        using var ada = await server.ReaderAsync();
        Assert.Equal(HttpStatusCode.TooManyRequests, (await SayAsync(ada, thread, "2001:db8:0:7:ffff:ffff::1")).Status);
        Assert.Equal(HttpStatusCode.Created, (await SayAsync(ada, thread, "2001:db8:0:8::1")).Status);
        await AssertWaitsAsync(() => SayAsync(ada, thread, "2001:db8:0:7:1::"), HttpStatusCode.Created);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_reader_gives_a_hundred_and_twenty_reactions_in_a_minute_and_no_more(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await StartAsync(database);
        using var ada = await server.ReaderAsync();
        using var bo = await server.ReaderAsync();
        using var cy = await server.ReaderAsync();
        var comment = await ada.PublishAsync(await server.OpenThreadAsync(), "It turns.");
        var url = $"{Api}/comments/{comment}/appreciation";

        for (var tap = 0; tap < 120; tap++)
            Assert.Equal(HttpStatusCode.OK, (await bo.PutAsync(url)).Status);
        // What one has given one may always take back.
        Assert.Equal(HttpStatusCode.OK, (await bo.DeleteAsync(url)).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await bo.SendFormAsync($"{Site}/c/{comment}/appreciate")).Status);
        Assert.Equal(1, (int)(await cy.PutAsync(url)).Json["appreciations"]!);
        await AssertWaitsAsync(() => bo.PutAsync(url), HttpStatusCode.OK);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_reader_reports_thirty_times_an_hour(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await StartAsync(database);
        using var ada = await server.ReaderAsync();
        using var bo = await server.ReaderAsync();
        var comment = await ada.PublishAsync(await server.OpenThreadAsync(), "It turns.");
        Task<TestAnswer> ReportAsync(TestReader by) =>
            by.PostAsync($"{Api}/comments/{comment}/reports", new { reason = "other", words = "It does not." });

        for (var number = 0; number < 30; number++)
            Assert.NotEqual(HttpStatusCode.TooManyRequests, (await ReportAsync(bo)).Status);
        var form = await bo.SendFormAsync($"{Site}/c/{comment}/report", ("reason", "other"), ("words", "It does not."));

        Assert.Equal(HttpStatusCode.TooManyRequests, form.Status);
        await AssertWaitsAsync(() => ReportAsync(bo), HttpStatusCode.NoContent);
        using var cy = await server.ReaderAsync();
        Assert.Equal(HttpStatusCode.NoContent, (await ReportAsync(cy)).Status);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Ten_people_of_one_network_sign_up_in_an_hour(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await StartAsync(database);
        using var visitor = server.Visitor();
        var number = 0;
        Task<TestAnswer> SignUpAsync(string from) =>
            SendAsync(
                visitor,
                "/api/v1/accounts",
                new
                {
                    site = TestServer.SiteName,
                    name = $"Nan {Spelt(++number)}",
                    email = $"nan-{number}@plain.example",
                    password = "three herons at dusk",
                },
                from
            );

        for (var one = 1; one <= 10; one++)
            Assert.Equal(HttpStatusCode.Created, (await SignUpAsync($"2001:db8:0:7::{one}")).Status);

        await AssertWaitsAsync(() => SignUpAsync("2001:db8:0:7:8::"), HttpStatusCode.Created);
        Assert.Equal(HttpStatusCode.Created, (await SignUpAsync("2001:db8:0:9::1")).Status);
        // An older address is a network by itself.
        for (var one = 1; one <= 10; one++)
            Assert.Equal(HttpStatusCode.Created, (await SignUpAsync("198.51.100.7")).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await SignUpAsync("198.51.100.7")).Status);
        Assert.Equal(HttpStatusCode.Created, (await SignUpAsync("198.51.100.8")).Status);
    }

    // Refused, as a page and as a program can tell; then done, once the time is over that was said, and not a second before.
    private async Task AssertWaitsAsync(Func<Task<TestAnswer>> ask, HttpStatusCode done)
    {
        var refused = await ask();
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        if (refused.Headers["content-type"] == "application/problem+json")
            Assert.Equal("too-many-requests", refused.Code);
        var wait = int.Parse(refused.Headers["retry-after"], CultureInfo.InvariantCulture);
        Assert.InRange(wait, 1, 3600);

        clock.Advance(TimeSpan.FromSeconds(wait - 1));
        Assert.Equal(HttpStatusCode.TooManyRequests, (await ask()).Status);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(done, (await ask()).Status);
    }

    private async Task<TestServer> StartAsync(TestDatabase database)
    {
        var server = await TestServer.StartAsync(
            database,
            services: services =>
                services
                    .Configure<ParleyOptions>(options => options.TrustedProxies.Add("127.0.0.0/8"))
                    .AddSingleton(new Pace(Limits.InForce, clock))
        );
        server.Get<Pace>().IsKept = true;
        return server;
    }

    private static Task<TestAnswer> SayAsync(TestReader reader, Guid thread, string from) =>
        SendAsync(
            reader,
            $"{Api}/threads/{thread}/comments",
            new { id = Guid.CreateVersion7(), body = $"Words {Guid.NewGuid():N}" },
            from
        );

    private static Task<TestAnswer> SendAsync(TestVisitor by, string url, object body, string from) =>
        by.SendAsync(HttpMethod.Post, url, JsonContent.Create(body), ("X-Forwarded-For", from));

    // Letters alone, so that no name looks like another.
    private static string Spelt(int number) => $"{"abdefgkpstxz"[number / 12]} {"abdefgkpstxz"[number % 12]}";
}
