using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Parley.Comments;
using Parley.Leaving;
using Parley.Moderation;
using Parley.Readers;
using Parley.Staff;
using Parley.Storage;
using Parley.Tests.Mail;
using Parley.Tests.Setup;
using Parley.Tests.Staff;
using Xunit;

namespace Parley.Tests.Leaving;

/// <summary>How somebody leaves, and stays after all.</summary>
public sealed class LeavingTests
{
    private const string Site = $"/{TestServer.SiteName}";
    private const string Password = "three herons at dusk";

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Whoever_asks_is_signed_out_everywhere_and_may_sign_in_for_two_weeks_and_stay(string engine)
    {
        await using var office = PostOffice.Open();
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(
            database,
            services: services => services.Configure<ParleyOptions>(office.Use)
        );
        using var ada = await server.ReaderAsync();
        using var elsewhere = await SignInAsync(server);

        var guessed = await ada.SendFormAsync($"{Site}/account/leave", ("password", "guessed it"), ("words", "keep"));
        Assert.Equal(HttpStatusCode.Forbidden, guessed.Status);
        var unchosen = await ada.SendFormAsync($"{Site}/account/leave", ("password", Password));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unchosen.Status);
        var asked = await ada.SendFormAsync($"{Site}/account/leave", ("password", Password), ("words", "keep"));

        Assert.Equal(HttpStatusCode.OK, asked.Status);
        Assert.False(await IsSignedInAsync(ada));
        Assert.False(await IsSignedInAsync(elsewhere));
        var letter = await office.LetterToAsync(Email(server));
        Assert.Equal("Your account on The Harbour Courant will be deleted", letter.Subject);
        Assert.EndsWith($"{Site}/account/leave", PostOffice.LinkIn(letter), StringComparison.Ordinal);
        server.Clock.Turn(TimeSpan.FromDays(13));
        Assert.Equal(0, await server.Get<DeleteAccount>().HandleAsync(default));
        using var visitor = server.Visitor();
        var back = await visitor.SendFormAsync($"{Site}/sign-in", ("email", Email(server)), ("password", Password));
        Assert.Equal((HttpStatusCode.SeeOther, $"{Site}/account/leave"), (back.Status, back.Location));
        using var again = server.As(back);
        Assert.Contains("Keep the account", (await again.GetAsync($"{Site}/account/leave")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await again.SendFormAsync($"{Site}/account/leave/take-back")).Status);
        server.Clock.Turn(TimeSpan.FromDays(2));

        Assert.Equal(0, await server.Get<DeleteAccount>().HandleAsync(default));
        Assert.Null((await again.GetAsync($"{TestServer.Api}/account")).Json["leavesAt"]);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task After_two_weeks_nothing_is_known_of_them_and_what_they_wrote_stays_under_no_name(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync("Ada Korr");
        using var bea = await server.ReaderAsync("Bea Lind");
        var thread = await server.OpenThreadAsync();
        var words = await ada.PublishAsync(thread, "The mill turns.");
        var page = $"{Site}/t/{thread}";
        Assert.Contains("Ada Korr", (await bea.GetAsync(page)).Text, StringComparison.Ordinal);
        await ada.SendFormAsync($"{Site}/account/name", ("name", "Ida Korr"));
        Assert.Equal(HttpStatusCode.NoContent, (await ada.PutAsync($"{TestServer.Api}/comments/mine/feed")).Status);
        await bea.PublishAsync(thread, "It does.", words);
        await Eventually.IsSoAsync(async () => await CountAsync(server, ada, "notification") == 1);
        var held = await ada.PublishAsync(thread, "The tide is out.");
        await server.DecideAsync(held, CommentState.Held);

        await LeaveAsync(server, ada, "keep");
        var account = (
            await server.ListAsync(
                "SELECT account_id FROM reader WHERE site_id = @site AND id = @reader",
                [.. Here(server), ("@reader", ada.Id)],
                row => row.Guid(0)
            )
        ).Single();
        var now = server.Clock.GetUtcNow();
        var asked = new Invitation(
            server.Site.Id,
            Guid.CreateVersion7(),
            EmailAddress.Kept(Email(server)),
            ReaderRole.Moderator,
            "Bea Lind",
            now,
            now.AddDays(3)
        );
        await server.Database.WriteAsync(scope => InvitationStore.AddAsync(scope, asked, bea.Id, default), default);
        Assert.Equal(1, await server.Get<DeleteAccount>().HandleAsync(default));

        // Another node may remember a session of theirs for a second more.
        Assert.Null(await server.Get<EnterSite>().HandleAsync(server.OtherSite, account, ReaderRole.Reader, default));
        Assert.Empty(
            await server.ListAsync("SELECT email FROM invitation WHERE site_id = @site", Here(server), row => row.Text(0))
        );
        await Eventually.IsSoAsync(async () =>
            (await bea.GetAsync(page)).Text is var text
            && text.Contains("Deleted reader", StringComparison.Ordinal)
            && !text.Contains("Korr", StringComparison.Ordinal)
        );
        Assert.True((await bea.GetAsync(page)).Shows(words));
        Assert.Contains("The mill turns.", (await bea.GetAsync(page)).Text, StringComparison.Ordinal);
        Assert.Equal(["Bea Lind"], await NamesOfAccountsAsync(server));
        // Nobody is left to hear of the decision.
        Assert.Equal(0, (await server.Get<QueueStore>().CountAsync(server.Site.Id, default)).All);
        Assert.Empty(
            await server.ListAsync("SELECT name FROM earlier_name WHERE site_id = @site", Here(server), row => row.Text(0))
        );
        using var visitor = server.Visitor();
        // Neither what they were told and had chosen is kept, nor is anything more told to nobody.
        await bea.PublishAsync(thread, "It still does.", words);
        await bea.PublishAsync(thread, "@Deleted reader, does it?");
        await Eventually.IsSoAsync(async () => await BookmarkAsync(server) == await LastEventAsync(server));
        Assert.Equal(0, await CountAsync(server, ada, "notification"));
        Assert.Equal(0, await CountAsync(server, ada, "reader_choice"));
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"{Site}/r/{ada.Id}/feed.atom")).Status);
        var signIn = await visitor.SendFormAsync($"{Site}/sign-in", ("email", Email(server)), ("password", Password));
        Assert.Equal(HttpStatusCode.Unauthorized, signIn.Status);
        // The name is free, and brings nothing of the old account back.
        using var anew = await server.ReaderAsync("Ada Korr");
        Assert.NotEqual(ada.Id, anew.Id);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Whoever_chose_it_takes_their_words_along_and_leaves_gaps_where_others_answered(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync("Ada Korr");
        using var bea = await server.ReaderAsync("Bea Lind");
        var thread = await server.OpenThreadAsync();
        var answered = await ada.PublishAsync(thread, "The mill turns.");
        var answer = await bea.PublishAsync(thread, "Does it?", answered);
        var alone = await ada.PublishAsync(thread, "The tide is out.");

        await LeaveAsync(server, ada, "delete");
        Assert.Equal(1, await server.Get<DeleteAccount>().HandleAsync(default));

        await Eventually.IsSoAsync(async () => !(await bea.GetAsync($"{Site}/t/{thread}")).Shows(alone));
        var page = await bea.GetAsync($"{Site}/t/{thread}");
        Assert.True(page.Shows(answer));
        Assert.DoesNotContain("The mill turns.", page.Text, StringComparison.Ordinal);
        var kept = await server.ListAsync(
            "SELECT source, html FROM comment WHERE site_id = @site AND state = 4",
            Here(server),
            row => row.Text(0) + row.Text(1)
        );
        Assert.Equal(["", ""], kept);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Two_nodes_delete_an_account_once_and_what_one_that_was_killed_left_is_finished(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        await using var second = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync("Ada Korr");
        var thread = await server.OpenThreadAsync();
        for (var number = 0; number < 52; number++)
            await ada.PublishAsync(thread, $"The mill turns {number} times.");
        await LeaveAsync(server, ada, "delete");
        second.Clock.Turn(TimeSpan.FromDays(15));
        using var kill = new CancellationTokenSource();
        var gone = 0;
        void KillAfterSome(Change change)
        {
            if (change is Parley.Events.Event && Interlocked.Increment(ref gone) == 10)
                kill.Cancel();
        }
        server.Database.Committed += KillAfterSome;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => server.Get<DeleteAccount>().HandleAsync(kill.Token));
        server.Database.Committed -= KillAfterSome;
        Assert.Equal(["Ada Korr"], await NamesOfAccountsAsync(server));
        // Each goes in a transaction of its own: what was done is kept, and nothing more was begun.
        Assert.Equal(10, (await DeletedAsync()).Count);

        var deleted = await Task.WhenAll(
            Task.Run(() => server.Get<DeleteAccount>().HandleAsync(default)),
            Task.Run(() => second.Get<DeleteAccount>().HandleAsync(default))
        );

        Assert.Equal(1, deleted.Sum());
        Assert.Empty(await NamesOfAccountsAsync(server));
        var all = await DeletedAsync();
        Assert.Equal((52, 52), (all.Count, all.Distinct().Count()));

        Task<List<Guid>> DeletedAsync() =>
            server.ListAsync(
                "SELECT subject_id FROM event WHERE site_id = @site AND kind = 5",
                Here(server),
                row => row.Guid(0)
            );
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Words_that_went_with_their_writer_are_brought_back_by_no_decision(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var staff = await server.StaffAsync();
        using var ada = await server.ReaderAsync("Ada Korr");
        var thread = await server.OpenThreadAsync();
        var comment = await ada.PublishAsync(thread, "The mill turns.");
        await LeaveAsync(server, ada, "delete");
        Assert.Equal(HttpStatusCode.OK, (await DecideAsync("remove")).Status);
        var page = (await staff.GetAsync($"{Site}/console?c={comment}")).Text;
        Assert.Contains("value=\"publish\"", page, StringComparison.Ordinal);
        Assert.Contains("/undo", page, StringComparison.Ordinal);

        Assert.Equal(1, await server.Get<DeleteAccount>().HandleAsync(default));

        Assert.Equal("words-erased", (await staff.DeleteAsync($"{TestServer.Api}/moderation/decisions/last")).Code);
        Assert.Equal("words-erased", (await DecideAsync("publish")).Code);
        page = (await staff.GetAsync($"{Site}/console?c={comment}")).Text;
        Assert.DoesNotContain("value=\"publish\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/undo", page, StringComparison.Ordinal);
        var states = await server.ListAsync("SELECT state FROM comment WHERE site_id = @site", Here(server), row => row.Int(0));
        Assert.Equal([(int)CommentState.Removed], states);

        Task<TestAnswer> DecideAsync(string decision) =>
            staff.PostAsync($"{TestServer.Api}/moderation/comments/{comment}/decision", new { decision, rule = 1 });
    }

    [Fact]
    public async Task An_account_that_cannot_be_deleted_keeps_no_other_and_the_log_names_nobody()
    {
        var log = new KeptLog();
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await TestServer.StartAsync(
            database,
            services: services => services.AddLogging(logging => logging.AddProvider(log))
        );
        using var ada = await server.ReaderAsync("Ada Korr");
        using var bea = await server.ReaderAsync("Bea Lind");
        await server.Database.WriteAsync(
            scope =>
                scope.ExecuteAsync(
                    """
                    CREATE TRIGGER stuck BEFORE DELETE ON account WHEN OLD.email LIKE 'r1-%'
                    BEGIN SELECT RAISE(ABORT, 'stuck'); END
                    """,
                    [],
                    default
                ),
            default
        );
        await LeaveAsync(server, ada, "delete", turns: false);
        await LeaveAsync(server, bea, "keep");

        Assert.Equal(1, await server.Get<DeleteAccount>().HandleAsync(default));

        Assert.Equal(["Ada Korr"], await NamesOfAccountsAsync(server));
        Assert.Contains(log.Lines, line => line.Contains("could not be deleted", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, line => line.Contains("Korr", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, line => line.Contains("@harbour", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_operator_who_comes_by_a_link_and_has_no_password_leaves_without_one()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.StaffAsync(ReaderRole.Administrator);
        var link = await server.Get<MakeLinks>().ForOperatorAsync(default);
        using var visitor = server.Visitor();
        using var boss = server.As(await visitor.SendFormAsync("/sign-in-link", ("code", InvitationTests.CodeOf(link))));
        await server.Database.WriteAsync(
            scope => scope.ExecuteAsync("UPDATE account SET is_operator = @yes", [("@yes", true)], default),
            default
        );
        Assert.Contains("name=\"password\"", (await ada.GetAsync($"{Site}/account/leave")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "name=\"password\"",
            (await boss.GetAsync($"{Site}/account/leave")).Text,
            StringComparison.Ordinal
        );
        Assert.Equal("password-wrong", (await ada.PutAsync($"{TestServer.Api}/account/leaving", new { words = "keep" })).Code);

        var asked = await boss.SendFormAsync($"{Site}/account/leave", ("words", "keep"));

        Assert.Equal(HttpStatusCode.OK, asked.Status);
        Assert.False(await IsSignedInAsync(boss));
    }

    [Fact]
    public async Task Neither_the_last_administrator_nor_the_last_operator_leaves_unnoticed()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.StaffAsync(ReaderRole.Administrator);
        var leaving = new { password = Password, words = "keep" };

        Assert.Equal("last-administrator-of", (await ada.PutAsync($"{TestServer.Api}/account/leaving", leaving)).Code);
        using var bea = await server.StaffAsync(ReaderRole.Administrator);
        Assert.Equal(HttpStatusCode.OK, (await ada.PutAsync($"{TestServer.Api}/account/leaving", leaving)).Status);
        // Who is on the way out does not count as one who stays.
        Assert.Equal("last-administrator-of", (await bea.PutAsync($"{TestServer.Api}/account/leaving", leaving)).Code);
        Assert.Equal("last-administrator", (await bea.DeleteAsync($"{TestServer.Api}/staff/{bea.Id}")).Code);
        await server.Database.WriteAsync(
            scope =>
                scope.ExecuteAsync("UPDATE account SET is_operator = @yes WHERE leaves_at IS NULL", [("@yes", true)], default),
            default
        );
        Assert.Equal("last-operator", (await bea.PutAsync($"{TestServer.Api}/account/leaving", leaving)).Code);
    }

    private static async Task LeaveAsync(TestServer server, TestReader who, string words, bool turns = true)
    {
        var asked = await who.PutAsync($"{TestServer.Api}/account/leaving", new { password = Password, words });
        Assert.Equal(HttpStatusCode.OK, asked.Status);
        if (turns)
            server.Clock.Turn(TimeSpan.FromDays(14) + TimeSpan.FromMinutes(1));
    }

    private static async Task<TestVisitor> SignInAsync(TestServer server)
    {
        using var visitor = server.Visitor();
        return server.As(await visitor.PostAsync("/api/v1/session", new { email = Email(server), password = Password }));
    }

    private static async Task<bool> IsSignedInAsync(TestVisitor who) =>
        (bool)(await who.GetAsync("/api/v1/session")).Json["isSignedIn"]!;

    private static Task<List<string>> NamesOfAccountsAsync(TestServer server) =>
        server.ListAsync(
            "SELECT r.name FROM reader r JOIN account a ON a.id = r.account_id WHERE r.site_id = @site ORDER BY r.name",
            Here(server),
            row => row.Text(0)
        );

    private static (string, object?)[] Here(TestServer server) => [("@site", server.Site.Id)];

    // The first reader of a server.
    private static string Email(TestServer server) => $"r1-{server.Address.Port}@harbour.example";

    private static async Task<long> CountAsync(TestServer server, TestReader reader, string table) =>
        (
            await server.ListAsync(
                $"SELECT count(*) FROM {table} WHERE site_id = @site AND reader_id = @reader",
                [("@site", server.Site.Id), ("@reader", reader.Id)],
                row => row.Long(0)
            )
        )[0];

    private static async Task<long> BookmarkAsync(TestServer server) =>
        (await server.ListAsync("SELECT event_id FROM bookmark WHERE follower = 'notifications'", [], row => row.Long(0)))[0];

    private static async Task<long> LastEventAsync(TestServer server) =>
        (await server.ListAsync("SELECT max(id) FROM event", [], row => row.Long(0)))[0];
}
