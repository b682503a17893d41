using System.Net;
using System.Text.Json.Nodes;
using Parley.Readers;
using Parley.Sites;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Sanctions;

/// <summary>A site with a moderator who decides about writers, and a thread in which they write.</summary>
internal sealed class Court : IAsyncDisposable
{
    public const string Words = "Three threats.";
    public const string Api = TestServer.Api;
    public const string Site = "/" + TestServer.SiteName;

    private readonly TestDatabase database;

    private Court(TestDatabase database, TestServer server) => (this.database, Server) = (database, server);

    public TestServer Server { get; }
    public TestReader Moderator { get; private set; } = null!;
    public Guid Thread { get; private set; }
    public DateTimeOffset Now => Server.Clock.GetUtcNow();

    public static async Task<Court> OpenAsync(string engine, Action<ParleyOptions, string>? options = null)
    {
        var database = await TestDatabase.CreateAsync(engine);
        var server = await TestServer.StartAsync(
            database,
            new SiteSettings { KnownAfter = 0, GuestsMayWrite = true },
            services: services =>
                Microsoft.Extensions.DependencyInjection.OptionsServiceCollectionExtensions.Configure<ParleyOptions>(
                    services,
                    given => options?.Invoke(given, database.Folder)
                )
        );
        return new Court(database, server)
        {
            Moderator = await server.StaffAsync(ReaderRole.SeniorModerator, "Liv Harrow"),
            Thread = await server.OpenThreadAsync(),
        };
    }

    /// <summary>Another program on the same database.</summary>
    public Task<TestServer> OtherNodeAsync() => TestServer.StartAsync(database);

    public Task<TestAnswer> TryGiveAsync(
        Guid reader,
        string kind,
        string words = Words,
        DateTimeOffset? until = null,
        int? rule = 3,
        TestReader? by = null
    ) =>
        (by ?? Moderator).PostAsync(
            $"{Api}/moderation/readers/{reader}/sanctions",
            new
            {
                kind,
                rule,
                words,
                until,
            }
        );

    /// <summary>Gives a sanction that must be given; a suspension for a day, unless it says until when.</summary>
    public async Task<Guid> GiveAsync(Guid reader, string kind, string words = Words, DateTimeOffset? until = null)
    {
        var answer = await TryGiveAsync(reader, kind, words, until ?? (kind == "suspension" ? Now.AddDays(1) : null));
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        return (Guid)answer.Json["id"]!;
    }

    public async Task LiftAsync(Guid sanction) =>
        Assert.Equal(HttpStatusCode.NoContent, (await Moderator.DeleteAsync($"{Api}/moderation/sanctions/{sanction}")).Status);

    public Task<TestAnswer> EnterAsync(TestVisitor visitor, string name) =>
        visitor.PostAsync(
            "/api/v1/guests",
            new
            {
                site = TestServer.SiteName,
                name,
                email = "gus@plain.example",
            }
        );

    /// <summary>What a reader has met with, as staff see it, the latest first.</summary>
    public async Task<JsonArray> ListAsync(Guid reader) =>
        (await Moderator.GetAsync($"{Api}/moderation/readers/{reader}/sanctions")).Json["sanctions"]!.AsArray();

    /// <summary>What becomes of words that somebody sends now: the comment's state, or the code of the refusal.</summary>
    public async Task<string?> SayAsync(TestReader writer)
    {
        var answer = await writer.SayAsync(Thread, $"Words {Guid.NewGuid():N}");
        return answer.Status == HttpStatusCode.Created ? (string?)answer.Json["comment"]!["state"] : answer.Code;
    }

    /// <summary>What becomes of a reaction to a comment.</summary>
    public static async Task<string?> ReactAsync(TestReader reader, Guid comment)
    {
        var answer = await reader.PutAsync($"{Api}/comments/{comment}/appreciation");
        return answer.Status == HttpStatusCode.OK ? "given" : answer.Code;
    }

    public async ValueTask DisposeAsync()
    {
        Moderator.Dispose();
        await Server.DisposeAsync();
        await database.DisposeAsync();
    }
}
