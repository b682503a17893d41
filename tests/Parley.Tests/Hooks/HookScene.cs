using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Parley.Http;
using Parley.Readers;
using Parley.Sites;
using Parley.Tests.Setup;

namespace Parley.Tests.Hooks;

/// <summary>A site, its administrator, somebody who writes, and a service that is asked what it holds of it.</summary>
internal sealed class HookScene : IAsyncDisposable
{
    public const string Hooks = $"{TestServer.Api}/hooks";

    private readonly TestDatabase database;

    private HookScene(TestDatabase database, TestServer server, HookStub stub) =>
        (this.database, Server, Stub) = (database, server, stub);

    public TestServer Server { get; }
    public HookStub Stub { get; }
    public Guid Thread { get; private set; }
    public TestReader Ada { get; private set; } = null!;
    public TestReader Administrator { get; private set; } = null!;

    /// <param name="names">Says where names lead; null for the machine's own.</param>
    /// <param name="isNamed">Whether the operator lets the stub be asked.</param>
    public static async Task<HookScene> OpenAsync(
        string engine,
        HostAddresses? names = null,
        bool isNamed = true,
        SiteSettings? settings = null
    )
    {
        var database = await TestDatabase.CreateAsync(engine);
        var stub = await HookStub.StartAsync();
        var server = await TestServer.StartAsync(
            database,
            settings,
            services: services =>
            {
                if (isNamed)
                    services.Configure<ParleyOptions>(options => options.InternalHosts.Add(stub.Host));
                if (names is not null)
                    services.AddSingleton(names);
            }
        );
        return new HookScene(database, server, stub)
        {
            Thread = await server.OpenThreadAsync(),
            Ada = await server.ReaderAsync("Ada Korr"),
            Administrator = await server.StaffAsync(ReaderRole.Administrator, "Liv Harrow"),
        };
    }

    /// <summary>Sets up the stub as a hook of the site.</summary>
    public async Task<JsonNode> HookAsync(string mode = "hold", string silence = "pass", int limitMs = 5_000)
    {
        var answer = await AddAsync(
            new
            {
                name = "House filter",
                url = Stub.Address + "parley",
                mode,
                silence,
                limitMs,
            }
        );
        return answer.Status == HttpStatusCode.Created ? answer.Json : throw new InvalidOperationException(answer.Text);
    }

    public Task<TestAnswer> AddAsync(object hook) => Administrator.PostAsync(Hooks, hook);

    /// <summary>Posts, and says how the comment stands.</summary>
    public async Task<(Guid Id, string State)> PostAsync(string words, Guid? id = null)
    {
        var posted = await Ada.SayAsync(Thread, words, id: id);
        return posted.Status == HttpStatusCode.Created
            ? ((Guid)posted.Json["comment"]!["id"]!, (string)posted.Json["comment"]!["state"]!)
            : throw new InvalidOperationException(posted.Text);
    }

    /// <summary>The one hook of the site.</summary>
    public async Task<JsonNode> KeptAsync() => (await Administrator.GetAsync(Hooks)).Json["hooks"]!.AsArray().Single()!;

    public async Task<JsonNode> CaseAsync(Guid comment) =>
        (await Administrator.GetAsync($"{TestServer.Api}/moderation/comments/{comment}")).Json;

    public async ValueTask DisposeAsync()
    {
        Ada.Dispose();
        Administrator.Dispose();
        await Server.DisposeAsync();
        await Stub.DisposeAsync();
        await database.DisposeAsync();
    }
}
