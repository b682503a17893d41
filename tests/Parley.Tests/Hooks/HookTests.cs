using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Parley.Comments;
using Parley.Hooks;
using Parley.Readers;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Hooks;

public sealed class HookTests
{
    private const string Words = "The ferry is late, *again*.";

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_service_is_told_the_words_by_Corals_contract_signed_with_the_secret_that_was_shown_once(string engine)
    {
        await using var scene = await HookScene.OpenAsync(engine);
        var secret = (string)(await scene.HookAsync())["secret"]!;

        await scene.PostAsync(Words);

        var (headers, body) = Assert.Single(scene.Stub.Asked);
        var told = JsonNode.Parse(body)!;
        Assert.Equal(
            $$"""
            {"action":"NEW","comment":{"body":"\u003Cp dir=\u0022auto\u0022\u003EThe ferry is late, \u003Cem\u003Eagain\u003C/em\u003E.\u003C/p\u003E"},"author":{"id":"{{scene.Ada.Id}}","role":"COMMENTER"},"story":{"id":"{{scene.Thread}}","url":"https://news.example/vote"},"site":{"id":"harbour-courant"},"tenantID":"harbour-courant","tenantDomain":"my-news.example"}
            """,
            told.ToJsonString()
        );
        Assert.Equal("sha256=" + Sign(secret, body), headers["X-Coral-Signature"]);
        var parts = headers["X-Parley-Signature"].Split(',');
        byte[] timed = [.. Encoding.ASCII.GetBytes(parts[0][2..] + "."), .. body];
        Assert.Equal("sha256=" + Sign(secret, timed), parts[1]);
        // It is shown to nobody again, and the database alone does not tell it.
        Assert.Null((await scene.KeptAsync())["secret"]);
        Assert.DoesNotContain(
            secret,
            await scene.Server.ListAsync(
                "SELECT secret FROM hook WHERE site_id = @site",
                [("@site", scene.Server.Site.Id)],
                row => row.Text(0)
            )
        );
    }

    [Fact]
    public async Task What_it_says_follows_as_far_as_the_site_lets_it()
    {
        await using var scene = await HookScene.OpenAsync(EveryDatabase.Sqlite);
        var made = await scene.HookAsync();
        var version = 1;
        foreach (
            var (mode, said, state) in ((string, string, string)[])
                [
                    ("hold", """{"status":"SYSTEM_WITHHELD","tags":["FEATURED"],"else":1}""", "held"),
                    ("hold", """{"moderationAction":{"status":"PREMOD"}}""", "held"),
                    ("hold", """{"status":"REJECTED"}""", "held"),
                    ("hold", """{"status":"APPROVED"}""", "published"),
                    ("hold", """{"status":"NONE","moderationAction":{"status":"PREMOD"}}""", "held"),
                    ("hold", "", "published"),
                    ("shadow", """{"status":"REJECTED"}""", "published"),
                    ("off", """{"status":"REJECTED"}""", "published"),
                ]
        )
        {
            var set = await scene.Administrator.PutAsync($"{HookScene.Hooks}/{made["id"]}", new { version, mode });
            version = (int)set.Json["version"]!;
            scene.Stub.Answer = http => HookStub.Say(http, said);
            scene.Stub.Asked.Clear();

            Assert.Equal((said, state), (said, (await scene.PostAsync($"Words {Guid.NewGuid()}")).State));
            Assert.Equal((mode, mode == "off" ? 0 : 1), (mode, scene.Stub.Asked.Count));
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_service_is_in_shadow_for_a_week_and_then_asked_no_more_until_it_is_put_there_again(string engine)
    {
        await using var scene = await HookScene.OpenAsync(engine);
        var id = (Guid)(await scene.HookAsync("shadow"))["id"]!;
        var until = (DateTimeOffset)(await scene.KeptAsync())["shadowUntil"]!;
        var ends = scene.Server.Clock.GetUtcNow().AddDays(7);
        Assert.InRange(until, ends.AddMinutes(-2), ends);
        scene.Server.Clock.Turn(TimeSpan.FromDays(6));
        // Sent again it begins nothing anew, and another number alone does not either.
        await SetAsync(1, new { version = 1, mode = "shadow" });
        await SetAsync(2, new { version = 1, limitMs = 4_000 });
        Assert.Equal(until, (DateTimeOffset)(await scene.KeptAsync())["shadowUntil"]!);
        Assert.Equal(1, await AskedAsync());
        Assert.Contains("In shadow until", (await scene.Administrator.GetAsync($"/{TestServer.SiteName}/console/hooks")).Text);

        scene.Server.Clock.Turn(TimeSpan.FromDays(1));

        Assert.Equal(0, await AskedAsync());
        Assert.Equal("off", (string?)(await scene.KeptAsync())["mode"]);
        Assert.DoesNotContain(
            "In shadow until",
            (await scene.Administrator.GetAsync($"/{TestServer.SiteName}/console/hooks")).Text
        );
        await SetAsync(3, new { version = 2, limitMs = 5_000 });
        Assert.Equal(0, await AskedAsync());
        await SetAsync(4, new { version = 3, mode = "shadow" });
        Assert.Equal(1, await AskedAsync());

        async Task SetAsync(int version, object hook)
        {
            var set = await scene.Administrator.PutAsync($"{HookScene.Hooks}/{id}", hook);
            Assert.Equal(version, (int)set.Json["version"]!);
        }

        async Task<int> AskedAsync()
        {
            scene.Stub.Asked.Clear();
            await scene.PostAsync($"Words {Guid.NewGuid()}");
            return scene.Stub.Asked.Count;
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_moderator_reads_which_service_says_what_and_a_refusal_gives_the_words_back(string engine)
    {
        await using var scene = await HookScene.OpenAsync(engine);
        await scene.HookAsync("refuse");
        scene.Stub.Answer = http =>
            HookStub.Say(
                http,
                """{"status":"PREMOD","actions":[{"reason":"COMMENT_DETECTED_SPAM"},{"reason":"<b>"}],"moderationAction":{"rejectionReason":{"code":"SPAM"}}}"""
            );
        var (held, _) = await scene.PostAsync(Words);
        var reason = (await scene.CaseAsync(held))["reasons"]!.AsArray().Single()!;
        Assert.Equal(
            ("hook", 1, "The service “House filter” holds this: SPAM, COMMENT_DETECTED_SPAM."),
            ((string?)reason["check"], (int)reason["ruleVersion"]!, (string?)reason["sentence"])
        );

        scene.Stub.Answer = http => HookStub.Say(http, """{"status":"REJECTED"}""");
        var refused = await scene.Ada.SayAsync(scene.Thread, "Something else.");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "comment-refused"), (refused.Status, refused.Code));
        Assert.Contains("A service that this site asks", (string?)refused.Json["reasons"]![0], StringComparison.Ordinal);
        var edit = await scene.Ada.PatchAsync($"{TestServer.Api}/comments/{held}", new { body = "Mended." });
        Assert.Equal("comment-refused", edit.Code);
        Assert.Equal("EDIT", (string?)JsonNode.Parse(scene.Stub.Asked.Last().Body)!["action"]);

        // A flag asks that a person looks, unless the service says at once that all is well, and restricts nothing.
        const string Flag = "\"actions\":[{\"actionType\":\"FLAG\",\"reason\":\"COMMENT_DETECTED_TOXIC\"}]";
        foreach (var (before, isQueued) in ((string, bool)[])[("", true), ("\"status\":\"APPROVED\",", false)])
        {
            scene.Stub.Answer = http => HookStub.Say(http, "{" + before + Flag + "}");
            var (flagged, then) = await scene.PostAsync($"Flagged, and it is {isQueued}.");
            var queue = await scene.Administrator.GetAsync($"{TestServer.Api}/moderation/queue");
            Assert.Equal(("published", isQueued), (then, queue.Text.Contains(flagged.ToString(), StringComparison.Ordinal)));
            Assert.Equal(
                "The service “House filter” "
                    + (isQueued ? "asks that a person looks" : "marks this")
                    + ": COMMENT_DETECTED_TOXIC.",
                (string?)(await scene.CaseAsync(flagged))["shadow"]!.AsArray().Single()!["sentence"]
            );
        }

        // A mark restricts nothing, and staff see it all the same.
        scene.Stub.Answer = http => HookStub.Say(http, """{"actions":[{"reason":"COMMENT_DETECTED_TOXIC"}]}""");
        var (marked, state) = await scene.PostAsync("A third thing.");
        Assert.Equal("published", state);
        Assert.Equal(
            "The service “House filter” marks this: COMMENT_DETECTED_TOXIC.",
            (string?)(await scene.CaseAsync(marked))["shadow"]!.AsArray().Single()!["sentence"]
        );
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Nobody_outside_is_told_words_that_are_refused_anyway(string engine)
    {
        await using var scene = await HookScene.OpenAsync(engine, settings: new() { CloseAfterDays = 3 });
        await scene.HookAsync();
        await scene.Server.SetWordsAsync(Parley.Screening.WordListKind.Banned, "piffle");
        await scene.Server.CaughtUpAsync();

        Assert.Equal("comment-refused", (await scene.Ada.SayAsync(scene.Thread, "Piffle.")).Code);
        await scene.Server.CloseAsync(scene.Thread);
        Assert.Equal("thread-closed", (await scene.Ada.SayAsync(scene.Thread, "Too late.")).Code);
        var old = await scene.Server.OpenThreadAsync("https://news.example/old");
        scene.Server.Clock.Turn(TimeSpan.FromDays(4));
        Assert.Equal("thread-closed", (await scene.Ada.SayAsync(old, "Much too late.")).Code);

        Assert.Empty(scene.Stub.Asked);
    }

    /// <summary>A JSON text may hold half a pair of units, or bytes that are no text: found only where it is read.</summary>
    [Theory]
    [InlineData("""{"status":"PREMOD","actions":[{"reason":"\ud83d"}]}""")]
    [InlineData("""{"status":"\ud83d"}""")]
    public void An_answer_with_half_a_letter_is_none(string answer) =>
        Assert.Null(HookOpinion.Read(200, System.Text.Encoding.UTF8.GetBytes(answer)));

    [Fact]
    public async Task One_that_gives_no_answer_lets_words_pass_or_holds_them_and_its_failures_are_counted()
    {
        await using var scene = await HookScene.OpenAsync(EveryDatabase.Sqlite);
        await using var canary = await HookStub.StartAsync();
        var made = await scene.HookAsync(limitMs: 400);
        var (version, failed) = (1, 0);
        foreach (
            var (how, fault) in ((string, string)[])
                [
                    ("slow", "too-slow"),
                    ("dripping", "too-slow"),
                    ("redirect", "unreadable"),
                    ("error", "unreadable"),
                    ("no-json", "unreadable"),
                    ("list", "unreadable"),
                    ("unknown", "unreadable"),
                    ("broken", "not-reached"),
                    ("endless", "too-long"),
                ]
        )
        {
            // As long as the others need on a machine that has much else to do.
            var limitMs = fault == "too-slow" ? 400 : 5_000;
            foreach (var silence in (string[])["pass", "hold"])
            {
                var url = $"{HookScene.Hooks}/{made["id"]}";
                var set = await scene.Administrator.PutAsync(
                    url,
                    new
                    {
                        version,
                        silence,
                        limitMs,
                    }
                );
                version = (int)set.Json["version"]!;
                scene.Stub.Answer = http => AnswerAsync(http, how, canary.Address);

                var (id, state) = await scene.PostAsync($"Words {Guid.NewGuid()}");

                Assert.Equal((how, silence == "pass" ? "published" : "held"), (how, state));
                var kept = await scene.KeptAsync();
                failed++;
                Assert.Equal((how, failed, fault), (how, (int)kept["failed"]!, (string?)kept["lastFault"]));
                if (silence == "hold")
                    Assert.Equal("hook-silent", (string?)(await scene.CaseAsync(id))["reasons"]!.AsArray().Single()!["check"]);
                // Between them it answers once, or it would be left alone.
                scene.Stub.Answer = http => HookStub.Status(http, 204);
                await scene.PostAsync($"Words {Guid.NewGuid()}");
            }
        }

        Assert.Empty(canary.Asked);
        var page = await scene.Administrator.GetAsync($"/{TestServer.SiteName}/console/hooks");
        Assert.Contains(
            "Asked 36 times on this machine since it began; 18 without an answer.",
            page.Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task One_that_fails_five_times_in_a_row_is_left_alone_for_a_while()
    {
        await using var scene = await HookScene.OpenAsync(EveryDatabase.Sqlite);
        await scene.HookAsync();
        scene.Stub.Answer = http => HookStub.Status(http, 500);
        foreach (var number in Enumerable.Range(1, 7))
            await scene.PostAsync($"Opinion number {number}.");
        Assert.Equal(5, scene.Stub.Asked.Count);
        Assert.Equal("left-alone", (string?)(await scene.KeptAsync())["lastFault"]);

        scene.Server.Clock.Turn(TimeSpan.FromSeconds(31));
        scene.Stub.Answer = http => HookStub.Status(http, 204);
        // The one who was let ask hangs up; the next one asks, and is answered.
        var asked = new TaskCompletionSource();
        scene.Stub.Answer = async http =>
        {
            asked.TrySetResult();
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        };
        using var gone = new CancellationTokenSource();
        var ada = (await scene.Server.Get<ReaderStore>().FindAsync(scene.Server.Site.Id, scene.Ada.Id, default))!;
        var left = scene
            .Server.Get<PostComment>()
            .HandleAsync(scene.Server.Site, scene.Thread, ada, new(Guid.CreateVersion7(), "Never mind.", null), gone.Token);
        await asked.Task;
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        scene.Stub.Answer = http => HookStub.Status(http, 204);
        await scene.PostAsync("Another opinion.");
        await scene.PostAsync("One more.");
        Assert.Equal(8, scene.Stub.Asked.Count);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Whoever_sends_twice_while_a_service_thinks_meets_their_own_first_words(string engine)
    {
        await using var scene = await HookScene.OpenAsync(engine);
        await scene.HookAsync();
        var slow = await scene.Server.OpenThreadAsync("https://news.example/slow");
        await scene.Administrator.PutAsync(
            $"{TestServer.Api}/moderation/policies/threads/{slow}",
            new { state = "slowed", seconds = 60 }
        );
        var (asked, free) = (new TaskCompletionSource(), new TaskCompletionSource());
        scene.Stub.Answer = async http =>
        {
            asked.TrySetResult();
            await free.Task;
            await HookStub.Status(http, 204);
        };
        var first = scene.Ada.SayAsync(slow, Words);
        await asked.Task;
        scene.Stub.Answer = http => HookStub.Status(http, 204);

        var hasty = await scene.Ada.SayAsync(slow, "And another thing.");
        var (repeat, state) = await scene.PostAsync(Words);

        Assert.Equal("thread-slowed", hasty.Code);
        Assert.Equal("held", state);
        Assert.Equal("repeat", (string?)(await scene.CaseAsync(repeat))["reasons"]![0]!["check"]);
        free.SetResult();
        Assert.Equal(HttpStatusCode.Created, (await first).Status);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_people_decide_while_a_service_thinks_counts(string engine)
    {
        await using var scene = await HookScene.OpenAsync(engine);
        await scene.HookAsync();
        var (asked, free) = (new TaskCompletionSource(), new TaskCompletionSource());
        scene.Stub.Answer = async http =>
        {
            asked.TrySetResult();
            await free.Task;
            await HookStub.Status(http, 204);
        };
        var first = scene.Ada.SayAsync(scene.Thread, Words);
        await asked.Task;
        await scene.Administrator.PostAsync(
            $"{TestServer.Api}/moderation/readers/{scene.Ada.Id}/sanctions",
            new
            {
                kind = "hold",
                rule = 1,
                words = "Slower, please.",
            }
        );
        await scene.Administrator.PutAsync(
            $"{TestServer.Api}/moderation/policies/threads/{scene.Thread}",
            new { mode = "pre" }
        );
        free.SetResult();

        var said = (await first).Json;
        Assert.Equal("held", (string?)said["comment"]!["state"]);
        var reasons = (await scene.CaseAsync((Guid)said["comment"]!["id"]!))["reasons"]!.AsArray();
        Assert.Equal(["policy", "stopped"], reasons.Select(reason => (string)reason!["check"]!).Order());
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Words_that_were_refused_keep_nobody_from_saying_them_otherwise(string engine)
    {
        await using var scene = await HookScene.OpenAsync(engine);
        await scene.HookAsync(mode: "refuse");
        var slow = await scene.Server.OpenThreadAsync("https://news.example/slow");
        await scene.Administrator.PutAsync(
            $"{TestServer.Api}/moderation/policies/threads/{slow}",
            new { state = "slowed", seconds = 60 }
        );
        scene.Stub.Answer = http => HookStub.Say(http, """{"status":"REJECTED"}""");
        Assert.Equal("comment-refused", (await scene.Ada.SayAsync(slow, Words)).Code);
        scene.Stub.Answer = http => HookStub.Status(http, 204);

        await scene.Ada.PublishAsync(slow, Words);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task While_one_writer_waits_for_a_service_the_others_write(string engine)
    {
        await using var scene = await HookScene.OpenAsync(engine);
        await scene.HookAsync();
        using var bo = await scene.Server.ReaderAsync("Bo Lind");
        var (asked, free) = (new TaskCompletionSource(), new TaskCompletionSource());
        scene.Stub.Answer = async http =>
        {
            asked.TrySetResult();
            await free.Task;
            await HookStub.Status(http, 204);
        };
        var waiting = scene.PostAsync(Words);
        await asked.Task;
        scene.Stub.Answer = http => HookStub.Status(http, 204);

        await bo.PublishAsync(scene.Thread, "I do not wait.");

        Assert.False(waiting.IsCompleted);
        free.SetResult();
        Assert.Equal("published", (await waiting).State);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_hook_is_changed_gets_another_secret_and_is_taken_away_and_nobody_saves_over_another(string engine)
    {
        await using var scene = await HookScene.OpenAsync(engine);
        var made = await scene.HookAsync();
        var url = $"{HookScene.Hooks}/{made["id"]}";

        Assert.Equal("hook-changed", (await scene.Administrator.PutAsync(url, new { version = 3, mode = "off" })).Code);
        var changed = await scene.Administrator.PutAsync(url, new { version = 1, mode = "shadow" });
        Assert.Equal((2, "shadow"), ((int)changed.Json["version"]!, (string?)changed.Json["mode"]));
        var same = await scene.Administrator.PutAsync(url, new { version = 1, mode = "shadow" });
        Assert.Equal(2, (int)same.Json["version"]!);
        var renewed = (string?)(await scene.Administrator.PostAsync(url + "/secret")).Json["secret"];
        Assert.NotEqual((string?)made["secret"], renewed);
        await scene.PostAsync(Words);
        var (headers, body) = scene.Stub.Asked.Single();
        Assert.Equal("sha256=" + Sign(renewed!, body), headers["X-Coral-Signature"]);

        Assert.Equal(HttpStatusCode.NoContent, (await scene.Administrator.DeleteAsync(url)).Status);
        Assert.Equal("hook-not-found", (await scene.Administrator.DeleteAsync(url)).Code);
        await scene.PostAsync("Unheard.");
        Assert.Single(scene.Stub.Asked);
    }

    [Fact]
    public async Task What_a_hook_cannot_be_is_refused_field_by_field_and_there_are_five_at_most()
    {
        await using var scene = await HookScene.OpenAsync(EveryDatabase.Sqlite);
        foreach (
            var (hook, code) in ((object, string)[])
                [
                    (new { name = " ", url = "https://checks.example/" }, "hook-name-invalid"),
                    (new { name = new string('x', 61), url = "https://checks.example/" }, "hook-name-invalid"),
                    (new { name = "a", url = "checks.example" }, "outgoing-address-invalid"),
                    (
                        new
                        {
                            name = "a",
                            url = "https://checks.example/",
                            limitMs = 99,
                        },
                        "hook-limit-invalid"
                    ),
                    (
                        new
                        {
                            name = "a",
                            url = "https://checks.example/",
                            limitMs = 5_001,
                        },
                        "hook-limit-invalid"
                    ),
                    (
                        new
                        {
                            name = "a",
                            url = "https://checks.example/",
                            place = 6,
                        },
                        "hook-place-invalid"
                    ),
                    (
                        new
                        {
                            name = "a",
                            url = "https://checks.example/",
                            silence = "refuse",
                        },
                        "hook-silence-invalid"
                    ),
                    (
                        new
                        {
                            name = "a",
                            url = "https://checks.example/",
                            mode = "maybe",
                        },
                        "body-invalid"
                    ),
                    // That the writer is asked first is a mode of checks, and none of a hook.
                    (
                        new
                        {
                            name = "a",
                            url = "https://checks.example/",
                            mode = "nudge",
                        },
                        "body-invalid"
                    ),
                ]
        )
            Assert.Equal(code, (await scene.AddAsync(hook)).Code);

        foreach (var number in Enumerable.Range(1, 5))
            Assert.Equal(
                HttpStatusCode.Created,
                (await scene.AddAsync(new { name = $"No. {number}", url = "https://checks.example/" })).Status
            );
        Assert.Equal("hooks-too-many", (await scene.AddAsync(new { name = "6", url = "https://checks.example/" })).Code);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task On_the_page_a_hook_is_set_up_changed_and_taken_away_and_what_was_typed_stays(string engine)
    {
        await using var scene = await HookScene.OpenAsync(engine);
        var url = $"/{TestServer.SiteName}/console/hooks";
        (string, string)[] fields =
        [
            ("name", "House filter"),
            ("url", scene.Stub.Address + "x"),
            ("limit", "800"),
            ("place", "1"),
        ];

        var faulty = await scene.Administrator.SendFormAsync(
            url,
            ("do", "save"),
            ("name", "Kept name"),
            ("url", "http://10.0.0.1/"),
            ("limit", "soon"),
            ("place", "1")
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, faulty.Status);
        Assert.Contains("Kept name", faulty.Text, StringComparison.Ordinal);
        Assert.Contains("This takes a number from 100 to 5,000.", faulty.Text, StringComparison.Ordinal);
        Assert.Contains("This takes an address by https", faulty.Text, StringComparison.Ordinal);

        // Whoever takes away or renews without saying what has not asked for another one.
        foreach (var without in (string[])["remove", "renew"])
        {
            var none = await scene.Administrator.SendFormAsync(url, [("do", without), ("mode", "refuse"), .. fields]);
            Assert.Equal(HttpStatusCode.BadRequest, none.Status);
            Assert.DoesNotContain("House filter", (await scene.Administrator.GetAsync(url)).Text, StringComparison.Ordinal);
        }

        var made = await scene.Administrator.SendFormAsync(url, [("do", "save"), ("mode", "refuse"), .. fields]);
        Assert.Contains("It is shown this once.", made.Text, StringComparison.Ordinal);
        var kept = await scene.KeptAsync();
        Assert.Equal(("refuse", "pass", 800), ((string?)kept["mode"], (string?)kept["silence"], (int)kept["limitMs"]!));
        (string, string)[] which = [("hook", (string)kept["id"]!), ("version", "1")];
        await scene.Administrator.SendFormAsync(url, [("do", "save"), ("silence", "hold"), .. which, .. fields]);
        Assert.Equal("hold", (string?)(await scene.KeptAsync())["silence"]);
        var renewed = await scene.Administrator.SendFormAsync(url, [("do", "renew"), .. which]);
        Assert.Contains("It is shown this once.", renewed.Text, StringComparison.Ordinal);
        await scene.Administrator.SendFormAsync(url, [("do", "remove"), .. which]);
        Assert.Empty((await scene.Administrator.GetAsync(HookScene.Hooks)).Json["hooks"]!.AsArray());
    }

    private static async Task AnswerAsync(Microsoft.AspNetCore.Http.HttpContext http, string how, Uri elsewhere)
    {
        switch (how)
        {
            case "slow":
                await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                break;
            case "endless":
            case "dripping":
                var piece = new byte[how == "endless" ? 16_384 : 1];
                while (!http.RequestAborted.IsCancellationRequested)
                {
                    await http.Response.Body.WriteAsync(piece);
                    await http.Response.Body.FlushAsync();
                    if (how == "dripping")
                        await Task.Delay(10);
                }

                break;
            case "redirect":
                http.Response.Redirect(elsewhere + "meta-data");
                break;
            case "error":
                await HookStub.Status(http, 503);
                break;
            case "no-json":
                await HookStub.Say(http, "<html>");
                break;
            case "list":
                await HookStub.Say(http, "[]");
                break;
            case "unknown":
                await HookStub.Say(http, """{"status":"MAYBE"}""");
                break;
            default:
                http.Abort();
                break;
        }
    }

    private static string Sign(string secret, byte[] words) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), words));
}
