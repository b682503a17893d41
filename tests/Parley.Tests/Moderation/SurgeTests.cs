using Parley.Moderation;
using Parley.Reactions;
using Parley.Readers;
using Parley.Reports;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Moderation;

/// <summary>What comes in numbers from new accounts is shown to staff, and takes nothing down. <c>drills/brigade</c> runs it alone.</summary>
public sealed class SurgeTests
{
    private const string Console = $"/{TestServer.SiteName}/console";

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Two_hundred_new_accounts_that_report_a_comment_are_flagged_and_it_stays(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        using var moderator = await server.StaffAsync();
        var thread = await server.OpenThreadAsync();
        var said = await ada.PublishAsync(thread, "The bridge will hold.");
        Assert.DoesNotContain("in ten minutes", (await moderator.GetAsync(Console)).Text, StringComparison.Ordinal);
        // Two who have been here for long find it worthwhile, and a night goes by.
        var old = await AddReadersAsync(server, 2);
        server.Clock.Turn(TimeSpan.FromHours(30));

        var brigade = await AddReadersAsync(server, 200);
        foreach (var reader in old.Concat(brigade))
        {
            Assert.True(
                (
                    await server.Get<AppreciateComment>().GiveAsync(server.Site.Id, said, reader, new("newest", 1), default)
                ).IsSuccess
            );
            Assert.True(
                (await server.Get<ReportComment>().HandleAsync(server.Site.Id, said, reader, "abuse", null, default)).IsSuccess
            );
        }

        var surge = Assert.Single(await server.Get<SurgeStore>().ListAsync(server.Site.Id, server.Clock.GetUtcNow(), default));
        Assert.Equal(new Surge(thread, 0, 202, 202) { NewReaders = 99 }, surge);
        var asJson = Assert.Single(
            (await moderator.GetAsync($"{TestServer.Api}/moderation/surges")).Json["surges"]!.AsArray()
        )!;
        Assert.Equal((thread, 202), ((Guid)asJson["threadId"]!, (int)asJson["reports"]!));
        foreach (var page in new[] { Console, $"{Console}/threads" })
            Assert.Contains(
                "appreciations ×202, reports ×202 in ten minutes, 99 % of it by readers of today",
                (await moderator.GetAsync(page)).Text,
                StringComparison.Ordinal
            );
        // Nothing was taken down by it, and its writer may go on.
        using var visitor = server.Visitor();
        Assert.True((await visitor.GetAsync($"/{TestServer.SiteName}/t/{thread}")).Shows(said));
        Assert.Equal("published", (string?)(await visitor.GetAsync($"{TestServer.Api}/comments/{said}")).Json["state"]);
        await ada.PublishAsync(thread, "It has for a hundred years.");
        server.Clock.Turn(SurgeStore.Window + TimeSpan.FromMinutes(1));
        Assert.Empty(await server.Get<SurgeStore>().ListAsync(server.Site.Id, server.Clock.GetUtcNow(), default));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_lively_evening_is_no_surge_and_what_another_discussion_had_before_counts(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        var (lively, quiet) = (await server.OpenThreadAsync(), await server.OpenThreadAsync("https://news.example/quiet"));
        var now = server.Clock.GetUtcNow();
        // Ten comments in ten minutes, for two hours; then thirty here, and thirty in a discussion that had none.
        await HappenAsync(server, lively, 120, now.AddHours(-1));
        await HappenAsync(server, lively, 30, now);
        await HappenAsync(server, quiet, 30, now);
        // What an import brings, and another site has, is none of it.
        await HappenAsync(server, quiet, 500, now, isQuiet: true);
        await HappenAsync(server, quiet, 500, now, server.OtherSite.Id);

        Assert.Empty(await ListAsync(server, now));
        await HappenAsync(server, quiet, 10, now);
        Assert.Equal([new Surge(quiet, 4, 0, 0)], await ListAsync(server, now));
        await HappenAsync(server, lively, 10, now);
        Assert.Equal(
            [(quiet, 4), (lively, 4)],
            (await ListAsync(server, now)).OrderBy(one => one.ThreadId != quiet).Select(one => (one.ThreadId, one.Posts))
        );
    }

    private static Task<List<Surge>> ListAsync(TestServer server, DateTimeOffset now) =>
        server.Get<SurgeStore>().ListAsync(server.Site.Id, now, default);

    /// <summary>Comments that come into a discussion at a moment, as far as surges see them.</summary>
    internal static Task HappenAsync(
        TestServer server,
        Guid thread,
        int times,
        DateTimeOffset at,
        SiteId? site = null,
        bool isQuiet = false
    ) =>
        server.Database.WriteAsync(
            async scope =>
            {
                for (var i = 0; i < times; i++)
                    await Parley.Events.EventLog.AppendAsync(
                        scope,
                        site ?? server.Site.Id,
                        Parley.Events.EventKind.CommentHeld,
                        at,
                        default,
                        thread,
                        subjectId: Guid.CreateVersion7(),
                        isQuiet: isQuiet
                    );
            },
            default
        );

    // Accounts as a sign-up leaves them, without the work that a password costs.
    private static Task<List<Reader>> AddReadersAsync(TestServer server, int count) =>
        server.Database.WriteAsync(
            async scope =>
            {
                var readers = new List<Reader>();
                for (var i = 0; i < count; i++)
                {
                    var id = Guid.CreateVersion7();
                    await scope.ExecuteAsync(
                        """
                        INSERT INTO reader (site_id, id, kind, role, name, skeleton, published_count, created_at)
                        VALUES (@site, @id, 0, 0, @name, @name, 0, @at)
                        """,
                        [
                            ("@site", server.Site.Id),
                            ("@id", id),
                            ("@name", id.ToString("N")),
                            ("@at", server.Clock.GetUtcNow()),
                        ],
                        default
                    );
                    readers.Add(new(server.Site.Id, id, null, ReaderKind.Account, ReaderRole.Reader, id.ToString("N"), 0));
                }

                return readers;
            },
            default
        );
}
