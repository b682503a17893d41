using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Parley.Mail;
using Parley.Moderation;
using Parley.Readers;
using Parley.Screening;
using Parley.Sites;
using Parley.Tests.Hooks;
using Parley.Tests.Sanctions;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Moderation;

public sealed class DeskCallTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_desk_is_called_once_an_hour_where_something_waits_for_longer_than_the_site_says(string engine)
    {
        await using var court = await Court.OpenWithMailAsync(engine);
        await CallAfterAsync(court, 40);
        await using var other = await court.OtherNodeAsync();
        using var ann = await court.Server.ReaderAsync("Ann Ode");
        using var rea = await court.Server.ReaderAsync("Rea Porter");
        var published = await ann.PublishAsync(court.Thread, "The bread was good.");
        var held = await court.HeldAsync(ann, "A quokkalantern of mine.");
        Turn(30);
        await rea.PostAsync($"{Court.Api}/comments/{published}/reports", new { reason = "abuse" });

        Turn(9);
        Assert.Equal(0, await CallAsync());
        Turn(2);
        Assert.Equal(1, await CallAsync());
        Assert.Equal(0, await CallAsync());
        var letter = Assert.Single(await court.LettersAsync(1));
        Assert.Equal("desk@paper.example", Assert.Single(letter.To.Mailboxes).Address);
        Assert.Equal("2 wait, the oldest 41 minutes", letter.Subject);
        Assert.Contains($"http://talk.example/{TestServer.SiteName}/console", letter.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("quokka", letter.TextBody + letter.HtmlBody, StringComparison.Ordinal);
        Assert.DoesNotContain("Ann", letter.TextBody + letter.HtmlBody, StringComparison.Ordinal);

        Turn(50);
        Assert.Equal(0, await CallAsync());
        Turn(11);
        Assert.Equal(1, await CallAsync());
        Assert.Equal(2, (await court.LettersAsync(2)).Count);

        // What was decided calls nobody; what was reported half an hour later does, by its own time.
        Turn(61);
        await court.DecideAsync(held, "publish");
        await court.DecideAsync(published, "keep");
        Assert.Equal(0, await CallAsync());

        void Turn(int minutes)
        {
            court.Server.Clock.Turn(TimeSpan.FromMinutes(minutes));
            other.Clock.Turn(TimeSpan.FromMinutes(minutes));
        }

        // Both nodes look at the same moment.
        async Task<int> CallAsync() =>
            (
                await Task.WhenAll(court.Server.Get<DeskCall>().CallAsync(default), other.Get<DeskCall>().CallAsync(default))
            ).Sum();
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task An_objection_calls_once_it_is_late_and_somebody_may_decide_it_and_is_counted_before(string engine)
    {
        await using var court = await Court.OpenWithMailAsync(engine);
        await CallAfterAsync(court, 40);
        using var ann = await court.Server.ReaderAsync("Ann Ode");
        var comment = await ann.PublishAsync(court.Thread, "Only quinces and medlars.");
        await court.DecideAsync(comment, "remove");
        await ObjectAsync(ann, comment);
        court.Server.Clock.Turn(TimeSpan.FromHours(24) - TimeSpan.FromMinutes(1));
        Assert.Equal(0, await court.Server.Get<DeskCall>().CallAsync(default));

        court.Server.Clock.Turn(TimeSpan.FromMinutes(2));
        Assert.Equal(1, await court.Server.Get<DeskCall>().CallAsync(default));
        Assert.Equal("1 wait, the oldest 1,441 minutes", Assert.Single(await court.LettersAsync(1)).Subject);

        var waiting = (await court.Moderator.GetAsync($"{Court.Api}/moderation/objections")).Json["objections"]!.AsArray();
        var decided = await court.Moderator.PostAsync(
            $"{Court.Api}/moderation/objections/{waiting.Single()!["id"]}/decision",
            new { reverses = false, words = "Looked at." }
        );
        Assert.Equal(System.Net.HttpStatusCode.OK, decided.Status);
        // The only senior's own words, which somebody else took down: nobody is there who may decide again.
        using var mo = await court.Server.StaffAsync(ReaderRole.Moderator, "Mo Field");
        var own = await court.Moderator.PublishAsync(court.Thread, "Plain words.");
        await court.DecideAsync(own, "remove", by: mo);
        await ObjectAsync(court.Moderator, own);
        court.Server.Clock.Turn(TimeSpan.FromHours(48));
        Assert.Equal(0, await court.Server.Get<DeskCall>().CallAsync(default));
        await court.HeldAsync(ann);
        court.Server.Clock.Turn(TimeSpan.FromMinutes(41));
        Assert.Equal(1, await court.Server.Get<DeskCall>().CallAsync(default));
        Assert.Single(
            await court.LettersAsync(2),
            letter => letter.Subject!.StartsWith("2 wait, the oldest 41", StringComparison.Ordinal)
        );

        async Task ObjectAsync(TestReader by, Guid about)
        {
            var code = (await court.StatementsAsync(about))[^1].Code!;
            var raised = await by.PostAsync($"{Court.Api}/objections", new { code, words = "I meant fruit." });
            Assert.Equal(System.Net.HttpStatusCode.OK, raised.Status);
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_site_whose_turn_fails_is_said_in_the_log_and_keeps_no_other_from_its_turn(string engine)
    {
        using var log = new KeptLog();
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(
            database,
            services: services => services.AddLogging(logging => logging.AddProvider(log))
        );
        using var ann = await server.ReaderAsync("Ann Ode");
        var thread = await server.OpenThreadAsync();
        await server.SetWordsAsync(WordListKind.Suspect, "quokkalantern");
        var (broken, waits) = (await HeldAsync(), await HeldAsync());
        // The first site holds what nobody can read; the other one something that has waited for long enough.
        await server.Database.WriteAsync(
            async scope =>
            {
                await scope.ExecuteAsync(
                    "UPDATE statement SET content = 'null' WHERE site_id = @site AND comment_id = @id",
                    [("@site", server.Site.Id), ("@id", broken)],
                    default
                );
                foreach (var (table, id) in (List<(string, string)>)[("comment", "id"), ("statement", "comment_id")])
                    await scope.ExecuteAsync(
                        $"UPDATE {table} SET site_id = @other WHERE site_id = @site AND {id} = @id",
                        [("@other", server.OtherSite.Id), ("@site", server.Site.Id), ("@id", waits)],
                        default
                    );
            },
            default
        );
        server.Clock.Turn(TimeSpan.FromHours(49));

        Assert.Equal(1, await server.Get<LongHolds>().TellAsync(default));

        Assert.Contains(
            log.Lines,
            line => line.StartsWith($"LongHolds failed for {TestServer.SiteName}", StringComparison.Ordinal)
        );

        async Task<Guid> HeldAsync()
        {
            TestAnswer said = null!;
            await Eventually.IsSoAsync(async () =>
                (string?)(said = await ann.SayAsync(thread, $"A quokkalantern {Guid.NewGuid():N}")).Json["comment"]!["state"]
                == "held"
            );
            return (Guid)said.Json["comment"]!["id"]!;
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_desk_is_called_in_its_chat_and_again_in_a_minute_where_that_does_not_answer(string engine)
    {
        await using var scene = await HookScene.OpenAsync(engine);
        var site = scene.Server.Site;
        var settings = site.Settings with { CallDeskAfterMinutes = 40, CallDeskUrl = scene.Stub.Address + "desk" };
        await scene.Server.Get<SiteStore>().ChangeAsync(site with { Settings = settings }, [.. site.Origins], default);
        await scene.Server.SetWordsAsync(WordListKind.Suspect, "quokkalantern");
        await scene.Server.CaughtUpAsync();
        await scene.PostAsync("A quokkalantern of mine.");
        scene.Server.Clock.Turn(TimeSpan.FromMinutes(41));
        var call = scene.Server.Get<DeskCall>();

        scene.Stub.Answer = http => HookStub.Status(http, 500);
        await call.CallAsync(default);
        scene.Stub.Answer = http => HookStub.Status(http, 200);
        await call.CallAsync(default);
        await call.CallAsync(default);

        Assert.Equal(2, scene.Stub.Asked.Count);
        var text = (string)JsonNode.Parse(scene.Stub.Asked.Last().Body)!["text"]!;
        Assert.StartsWith(
            $"Waiting for a person at the desk of {site.Title}: 1, comments and objections together. The oldest has waited for 41 minutes.",
            text,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("quokka", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_is_none_where_somebody_has_come_meanwhile()
    {
        await using var court = await Court.OpenWithMailAsync(EveryDatabase.Sqlite);
        await CallAfterAsync(court, 40);
        using var ann = await court.Server.ReaderAsync("Ann Ode");
        var held = await court.HeldAsync(ann);
        court.Server.Clock.Turn(TimeSpan.FromMinutes(41));
        var call = court.Server.Get<DeskCall>();
        var wanted = new Wanted(court.Server.Site.Id, Guid.CreateVersion7(), call.Kind, "desk@paper.example", "{}", 1);
        Assert.NotNull(await call.WriteAsync(wanted, default));
        Assert.Null(await call.WriteAsync(wanted with { Address = "former@paper.example" }, default));

        await court.DecideAsync(held, "reject");

        Assert.Null(await call.WriteAsync(wanted, default));
    }

    private static async Task CallAfterAsync(Court court, int minutes)
    {
        var settings = court.Server.Site.Settings with { CallDeskAfterMinutes = minutes, CallDeskAt = "desk@paper.example" };
        await court
            .Server.Get<SiteStore>()
            .ChangeAsync(court.Server.Site with { Settings = settings }, [.. court.Server.Site.Origins], default);
        await court.Server.CaughtUpAsync();
    }
}
