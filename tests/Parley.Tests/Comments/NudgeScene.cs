using System.Net;
using System.Text.Json.Nodes;
using Parley.Readers;
using Parley.Screening;
using Parley.Tests.Setup;

namespace Parley.Tests.Comments;

/// <summary>A site that asks its writers before their words wait, a discussion, somebody who writes in it and somebody at the desk.</summary>
internal sealed class NudgeScene : IAsyncDisposable
{
    public const string WouldWait = "A smuggler told me so.";
    public const string Mended = "A friend told me so.";

    private readonly TestDatabase database;

    private NudgeScene(TestDatabase database, TestServer server) => (this.database, Server) = (database, server);

    public TestServer Server { get; }
    public Guid Thread { get; private set; }
    public TestReader Ada { get; private set; } = null!;
    public TestReader Moderator { get; private set; } = null!;

    public static async Task<NudgeScene> OpenAsync(string engine, bool isOn = true)
    {
        var database = await TestDatabase.CreateAsync(engine);
        var server = await TestServer.StartAsync(database, new() { ShowMatchedWords = true });
        await server.SetWordsAsync(WordListKind.Suspect, "smuggler");
        await server.SetWordsAsync(WordListKind.Banned, "piffle");
        var scene = new NudgeScene(database, server)
        {
            Thread = await server.OpenThreadAsync(),
            Ada = await server.ReaderAsync("Ada Korr"),
            Moderator = await server.StaffAsync(ReaderRole.SeniorModerator, "Liv Harrow"),
        };
        var set = await scene.Moderator.PutAsync(
            $"{TestServer.Api}/moderation/checks",
            new
            {
                version = 0,
                rules = Array.Empty<object>(),
                nudge = isOn,
            }
        );
        return set.Status == HttpStatusCode.OK ? scene : throw new InvalidOperationException(set.Text);
    }

    /// <summary>Sends words to the discussion, with what the writer was told before.</summary>
    public Task<TestAnswer> SendAsync(
        TestVisitor who,
        string body,
        Guid? nudge = null,
        string? because = null,
        Guid? id = null,
        Guid? thread = null
    ) =>
        who.PostAsync(
            $"{TestServer.Api}/threads/{thread ?? Thread}/comments",
            new
            {
                id = id ?? Guid.CreateVersion7(),
                body,
                nudge,
                @override = because,
            }
        );

    /// <summary>Sends words that must come back, and says which nudge they came with.</summary>
    public async Task<Guid> NudgeAsync(TestVisitor who, string body = WouldWait, Guid? thread = null)
    {
        var answer = await SendAsync(who, body, thread: thread);
        return answer.Code == "comment-nudged" ? (Guid)answer.Json["nudge"]! : throw new InvalidOperationException(answer.Text);
    }

    /// <summary>All that staff know of a comment.</summary>
    public async Task<JsonNode> CaseAsync(Guid comment) =>
        (await Moderator.GetAsync($"{TestServer.Api}/moderation/comments/{comment}")).Json;

    public async Task<string> DeskPageAsync(Guid comment) =>
        WebUtility.HtmlDecode((await Moderator.GetAsync($"/{TestServer.SiteName}/console?c={comment}")).Text);

    public static string StateOf(TestAnswer posted) => (string)posted.Json["comment"]!["state"]!;

    public static Guid IdOf(TestAnswer posted) => (Guid)posted.Json["comment"]!["id"]!;

    public async Task<long> CountAsync(string table) =>
        (
            await Server.ListAsync(
                $"SELECT count(*) FROM {table} WHERE site_id = @site",
                [("@site", Server.Site.Id)],
                row => row.Long(0)
            )
        )[0];

    public async ValueTask DisposeAsync()
    {
        Ada.Dispose();
        Moderator.Dispose();
        await Server.DisposeAsync();
        await database.DisposeAsync();
    }
}
