using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Parley.Readers;
using Parley.Sites;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Doors;

/// <summary>
/// A site in which everything may be written that can be, with a writer, somebody else and a moderator: what the doors of
/// <see cref="Door"/> need. Several houses may stand on one server, so that much can be written at once.
/// </summary>
internal sealed class House : IDisposable
{
    public const string Site = "/" + TestServer.SiteName;
    public const string Api = TestServer.Api;
    public const string Password = "three herons at dusk";

    // A list is one row, and whoever saves it must know its version.
    private static readonly SemaphoreSlim Lists = new(1);

    /// <summary>Two sites more than other tests have, where each name is free for the one door that takes it.</summary>
    public const string ThirdSite = "west-pier";
    public const string FourthSite = "east-pier";

    private House(TestServer server) => Server = server;

    public TestServer Server { get; }
    public Guid Thread { get; private set; }
    public TestReader Writer { get; private set; } = null!;
    public TestReader Other { get; private set; } = null!;
    public TestReader Moderator { get; private set; } = null!;
    public TestVisitor Visitor { get; private set; } = null!;

    /// <summary>A server that takes guests and long words.</summary>
    public static async Task<TestServer> ServerAsync(TestDatabase database, Action<ParleyOptions>? options = null)
    {
        var server = await TestServer.StartAsync(
            database,
            new SiteSettings { GuestsMayWrite = true, MaxCharacters = 10_000 },
            services: services =>
                services
                    .Configure<ParleyOptions>(given => given.Mail.Folder = Path.Combine(database.Folder, "mail"))
                    .Configure(options ?? (_ => { }))
        );
        foreach (var site in (string[])[ThirdSite, FourthSite])
        {
            await server.Get<SiteStore>().AddAsync(site, site, "en", "UTC", new(), [$"https://{site}.example"], default);
            await Eventually.IsSoAsync(async () => await server.Get<SiteDirectory>().FindAsync(site) is not null);
        }

        return server;
    }

    public static async Task<House> OpenAsync(TestServer server, int number = 0)
    {
        var house = new House(server)
        {
            Thread = await server.OpenThreadAsync($"https://news.example/house-{number}"),
            Writer = await server.ReaderAsync(),
            Other = await server.ReaderAsync(),
            Moderator = await server.StaffAsync(ReaderRole.Administrator),
            Visitor = server.Visitor(),
        };
        return house;
    }

    /// <summary>A comment like no other.</summary>
    public Task<Guid> CommentAsync() => Writer.PublishAsync(Thread, $"Words {Guid.NewGuid():N} and {Guid.NewGuid():N}");

    /// <summary>The words of a comment, as its writer gets them back.</summary>
    public async Task<string?> MineAsync(Guid comment) =>
        (string?)(await Writer.GetAsync($"{Api}/comments/{comment}/mine")).Json["body"];

    /// <summary>All that a moderator knows of a comment.</summary>
    public async Task<JsonNode> CaseAsync(Guid comment) =>
        (await Moderator.GetAsync($"{Api}/moderation/comments/{comment}")).Json;

    /// <summary>The name under which somebody is known who has just come in.</summary>
    public async Task<string?> NameAsync(TestAnswer cameIn, string site = TestServer.SiteName)
    {
        using var visitor = As(cameIn);
        return (string?)(await visitor.GetAsync($"/api/v1/session?site={site}")).Json["name"];
    }

    /// <summary>Somebody who has just come in.</summary>
    public TestVisitor As(TestAnswer cameIn) => new(Server.Address, TokenOf(cameIn));

    /// <summary>Does something with the site's word lists that nobody else does at the time.</summary>
    public static async Task<T> WithListsAsync<T>(Func<Task<T>> work)
    {
        await Lists.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            return await work();
        }
        finally
        {
            Lists.Release();
        }
    }

    public async Task<(string Text, int Version)> ListAsync(string kind)
    {
        var kept = (await Moderator.GetAsync($"{Api}/moderation/word-lists/{kind}")).Json;
        return ((string)kept["text"]!, (int)kept["version"]!);
    }

    public static string FreshName() =>
        "Nan " + string.Concat(Guid.NewGuid().ToString("N").Select(digit => (char)('a' + (digit % 26))));

    public static string FreshMail() => $"{Guid.NewGuid():N}@plain.example";

    public void Dispose()
    {
        Writer.Dispose();
        Other.Dispose();
        Moderator.Dispose();
        Visitor.Dispose();
    }

    private static string TokenOf(TestAnswer answer) => answer.Headers["set-cookie"].Split("parley=")[1].Split(';')[0];
}
