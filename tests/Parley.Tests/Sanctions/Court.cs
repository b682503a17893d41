using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Parley.Mail;
using Parley.Readers;
using Parley.Reasons;
using Parley.Screening;
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
    private Action<IServiceCollection>? Configure { get; init; }
    public TestReader Moderator { get; private set; } = null!;
    public Guid Thread { get; private set; }
    public DateTimeOffset Now => Server.Clock.GetUtcNow();

    public static async Task<Court> OpenAsync(string engine, Action<ParleyOptions, string>? options = null)
    {
        var database = await TestDatabase.CreateAsync(engine);
        void Configure(IServiceCollection services) =>
            services.Configure<ParleyOptions>(given => options?.Invoke(given, database.Folder));
        var server = await TestServer.StartAsync(
            database,
            new SiteSettings { KnownAfter = 0, GuestsMayWrite = true },
            services: Configure
        );
        return new Court(database, server)
        {
            Moderator = await server.StaffAsync(ReaderRole.SeniorModerator, "Liv Harrow"),
            Configure = Configure,
            Thread = await server.OpenThreadAsync(),
        };
    }

    /// <summary>The same with letters, which lie in a folder.</summary>
    public static Task<Court> OpenWithMailAsync(string engine) =>
        OpenAsync(
            engine,
            (options, folder) =>
            {
                options.PublicUrl = "http://talk.example";
                options.Mail.Folder = Path.Combine(folder, "mail");
            }
        );

    /// <summary>Says that a reader's address is theirs.</summary>
    public Task ConfirmAsync(TestReader reader) =>
        Server.Database.WriteAsync(
            scope =>
                scope.ExecuteAsync(
                    "UPDATE account SET confirmed_at = 1 WHERE id = (SELECT account_id FROM reader WHERE site_id = @site AND id = @id)",
                    [("@site", Server.Site.Id), ("@id", reader.Id)],
                    default
                ),
            default
        );

    /// <summary>The letters that are still to go.</summary>
    public Task<List<int>> WaitingLettersAsync() =>
        Server.ListAsync("SELECT 1 FROM letter WHERE site_id = @site", [("@site", Server.Site.Id)], row => row.Int(0));

    /// <summary>The letters that have gone, as soon as nothing waits to be sent. Half a minute goes by first.</summary>
    public async Task<List<MimeMessage>> LettersAsync(int count)
    {
        Server.Clock.Turn(Statement.LettersAfter);
        Server.Get<Outbox>().Wake();
        var folder = Server.Get<Microsoft.Extensions.Options.IOptions<ParleyOptions>>().Value.Mail.Folder!;
        await Eventually.IsSoAsync(async () =>
            (Directory.Exists(folder) ? Directory.GetFiles(folder, "*.eml").Length : 0) >= count
            && (await WaitingLettersAsync()).Count == 0
        );
        return Directory.Exists(folder) ? [.. Directory.GetFiles(folder, "*.eml").Select(file => MimeMessage.Load(file))] : [];
    }

    /// <summary>Decides about a comment by the third rule.</summary>
    public async Task DecideAsync(Guid comment, string decision, string? words = null, TestReader? by = null)
    {
        var answer = await (by ?? Moderator).PostAsync(
            $"{Api}/moderation/comments/{comment}/decision",
            new
            {
                decision,
                rule = 3,
                words,
            }
        );
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
    }

    /// <summary>A comment that waits for a person.</summary>
    public async Task<Guid> HeldAsync(TestReader writer, string words = "A quokkalantern.")
    {
        await Server.SetWordsAsync(WordListKind.Suspect, "quokkalantern");
        TestAnswer said = null!;
        await Eventually.IsSoAsync(async () =>
            (string?)(said = await writer.SayAsync(Thread, $"{words} {Guid.NewGuid():N}")).Json["comment"]!["state"] == "held"
        );
        return (Guid)said.Json["comment"]!["id"]!;
    }

    public Task<List<Statement>> StatementsAsync(Guid about) =>
        Server.Get<StatementStore>().ListAsync(Server.Site.Id, about, default);

    /// <summary>Another program on the same database.</summary>
    public Task<TestServer> OtherNodeAsync() => TestServer.StartAsync(database, services: Configure);

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
