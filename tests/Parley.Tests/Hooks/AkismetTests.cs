using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Parley.Hooks;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Hooks;

/// <summary>A service against spam, asked by Akismet's interface, and told where people say otherwise.</summary>
public sealed class AkismetTests
{
    private const string Key = "0a1b2c3d4e5f";
    private const string Words = "The ferry is late, *again*.";

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task It_is_told_what_the_interface_asks_for_and_no_more_than_the_site_lets_it(string engine)
    {
        await using var scene = await HookScene.OpenAsync(engine);
        var service = new Service(scene);
        var made = await service.SetUpAsync();
        Assert.Equal(("akismet", false, null), ((string?)made["kind"], (bool)made["givesEmail"]!, (string?)made["secret"]));
        var (path, verified) = Assert.Single(service.Asked);
        Assert.Equal(("/1.1/verify-key", Key, "https://my-news.example"), (path, verified["api_key"], verified["blog"]));
        Assert.DoesNotContain(
            Key,
            await scene.Server.ListAsync(
                "SELECT secret FROM hook WHERE site_id = @site",
                [("@site", scene.Server.Site.Id)],
                row => row.Text(0)
            )
        );

        var (id, _) = await scene.PostAsync(Words);

        var told = service.Last("comment-check");
        Assert.Equal(
            new SortedDictionary<string, string>(StringComparer.Ordinal)
            {
                ["api_key"] = Key,
                ["key"] = Key,
                ["blog"] = "https://my-news.example",
                ["user_ip"] = "127.0.0.0",
                ["permalink"] = "https://news.example/vote",
                ["comment_type"] = "comment",
                ["comment_author"] = "Ada Korr",
                ["comment_content"] = "<p dir=\"auto\">The ferry is late, <em>again</em>.</p>",
                ["comment_date_gmt"] = told["comment_date_gmt"],
                ["blog_lang"] = "en",
                ["blog_charset"] = "UTF-8",
                ["user_role"] = "reader",
            },
            told
        );

        await scene.Administrator.PutAsync($"{HookScene.Hooks}/{made["id"]}", new { version = 1, givesEmail = true });
        var edited = await scene.Ada.PatchAsync($"{TestServer.Api}/comments/{id}", new { body = "Mended." });
        Assert.Equal(HttpStatusCode.OK, edited.Status);
        told = service.Last("comment-check");
        Assert.Equal("edit", told["recheck_reason"]);
        Assert.EndsWith("@harbour.example", told["comment_author_email"], StringComparison.Ordinal);
        Assert.Equal("127.0.0.0", told["user_ip"]);
    }

    [Fact]
    public async Task What_it_says_follows_as_far_as_the_site_lets_it_and_what_is_no_answer_holds_nobody()
    {
        await using var scene = await HookScene.OpenAsync(EveryDatabase.Sqlite);
        await using var canary = await HookStub.StartAsync();
        var service = new Service(scene);
        var made = await service.SetUpAsync();
        var version = 1;
        foreach (
            var (mode, said, becomes) in ((string, string, string)[])
                [
                    ("hold", "true", "held"),
                    ("hold", "false", "published"),
                    ("hold", "true discard", "held"),
                    ("refuse", "true", "held"),
                    ("refuse", "true discard", "comment-refused"),
                    ("shadow", "true discard", "published"),
                    ("hold", "invalid", "key-unknown"),
                    ("hold", "<html>true</html>", "unreadable"),
                    ("hold", "true", "held"),
                    ("hold", "redirect", "unreadable"),
                    ("hold", "500", "unreadable"),
                    ("hold", "slow", "too-slow"),
                ]
        )
        {
            var limitMs = said == "slow" ? 300 : 5_000;
            var set = await scene.Administrator.PutAsync(
                $"{HookScene.Hooks}/{made["id"]}",
                new
                {
                    version,
                    mode,
                    limitMs,
                }
            );
            version = (int)set.Json["version"]!;
            service.Says = said;
            service.Elsewhere = canary.Address;

            var posted = await scene.Ada.SayAsync(scene.Thread, $"Words {Guid.NewGuid()}");

            var seen = posted.Status == HttpStatusCode.Created ? (string?)posted.Json["comment"]!["state"] : posted.Code;
            if (becomes.Contains('-', StringComparison.Ordinal) && posted.Status == HttpStatusCode.Created)
                seen += " " + (string?)(await scene.KeptAsync())["lastFault"];
            else if (becomes is "unreadable")
                seen += " " + (string?)(await scene.KeptAsync())["lastFault"];
            Assert.Equal(
                (mode, said, becomes is "key-unknown" or "unreadable" or "too-slow" ? "published " + becomes : becomes),
                (mode, said, seen)
            );
            if (said == "true discard" && mode == "shadow")
                Assert.Equal(
                    ("spam-service", "The service “Against spam” is sure that this is spam."),
                    (await scene.CaseAsync((Guid)posted.Json["comment"]!["id"]!))["shadow"]!.AsArray().Single() is { } finding
                        ? ((string?)finding["check"], (string?)finding["sentence"])
                        : default
                );
        }

        Assert.Empty(canary.Asked);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Where_people_say_otherwise_it_is_told_once_even_if_it_was_down_meanwhile(string engine)
    {
        await using var scene = await HookScene.OpenAsync(engine);
        var service = new Service(scene);
        await service.SetUpAsync();
        using var moderator = await scene.Server.StaffAsync();
        service.Says = "true";
        var (ham, _) = await scene.PostAsync("No spam at all.");
        var (same, _) = await scene.PostAsync("Spam indeed.");
        var (back, _) = await scene.PostAsync("Taken back.");
        service.Says = "false";
        var (missed, _) = await scene.PostAsync("Spam that it missed.");
        var (rude, _) = await scene.PostAsync("Rude, and no spam.");
        await DecideAsync(moderator, ham, "publish");
        await DecideAsync(moderator, same, "reject", 5);
        await DecideAsync(moderator, missed, "remove", 5);
        await DecideAsync(moderator, rude, "remove", 1);
        await DecideAsync(moderator, back, "publish");
        await moderator.DeleteAsync($"{TestServer.Api}/moderation/decisions/last");
        var tell = scene.Server.Get<TellServices>();
        service.Asked.Clear();

        Assert.Equal(0, await tell.TellAsync(default));
        scene.Server.Clock.Turn(TimeSpan.FromMinutes(11));
        service.Says = "500";
        Assert.Equal(1, await tell.TellAsync(default));
        service.Says = "Thanks for making the web a better place.";
        service.Asked.Clear();
        Assert.Equal(1, await tell.TellAsync(default));
        scene.Server.Clock.Turn(TimeSpan.FromMinutes(2));
        Assert.Equal(1, await tell.TellAsync(default));

        Assert.Equal(
            [
                "/1.1/submit-ham <p dir=\"auto\">No spam at all.</p>",
                "/1.1/submit-spam <p dir=\"auto\">Spam that it missed.</p>",
            ],
            service.Asked.Select(asked => $"{asked.Path} {asked.Fields["comment_content"]}").Order()
        );
        scene.Server.Clock.Turn(TimeSpan.FromDays(1));
        Assert.Equal(0, await tell.TellAsync(default));

        // Somebody decides anew, and it is told again; what is older than a month is forgotten.
        await DecideAsync(moderator, missed, "publish");
        scene.Server.Clock.Turn(TimeSpan.FromMinutes(11));
        Assert.Equal(1, await tell.TellAsync(default));
        Assert.Equal("/1.1/submit-ham", service.Asked.Last().Path);
        scene.Server.Clock.Turn(HookAnswers.Kept);
        await scene.Server.Get<Sweeper>().SweepAsync(default);
        Assert.Empty(
            await scene.Server.ListAsync(
                "SELECT tries FROM hook_answer WHERE site_id = @site",
                [("@site", scene.Server.Site.Id)],
                row => row.Int(0)
            )
        );
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_key_that_the_service_does_not_know_is_not_kept_and_the_page_says_so(string engine)
    {
        await using var scene = await HookScene.OpenAsync(engine);
        var service = new Service(scene) { Knows = false };
        var url = $"/{TestServer.SiteName}/console/hooks";
        (string, string)[] fields =
        [
            ("do", "save"),
            ("kind", "akismet"),
            ("name", "Against spam"),
            ("url", scene.Stub.Address.AbsoluteUri),
            ("mode", "hold"),
            ("limit", "800"),
            ("place", "1"),
        ];

        foreach (var key in (string[])["", "no key!", "0unknown0"])
        {
            var refused = await scene.Administrator.SendFormAsync(url, [("key", key), .. fields]);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
            Assert.Contains("The service does not know this key.", refused.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("0unknown0", refused.Text, StringComparison.Ordinal);
        }

        service.Says = "redirect";
        service.Elsewhere = scene.Stub.Address;
        service.Knows = null;
        var down = await scene.Administrator.SendFormAsync(url, [("key", Key), .. fields]);
        Assert.Contains("No service here says whether it knows the key.", down.Text, StringComparison.Ordinal);
        Assert.Empty((await scene.Administrator.GetAsync(HookScene.Hooks)).Json["hooks"]!.AsArray());

        service.Knows = true;
        await scene.Administrator.SendFormAsync(url, [("key", Key), .. fields]);
        var kept = await scene.KeptAsync();
        (string, string)[] which = [("hook", (string)kept["id"]!), ("version", "1"), ("key", ""), ("email", "1")];
        var asked = service.Asked.Count;
        var changed = await scene.Administrator.SendFormAsync(url, [.. which, .. fields]);
        Assert.DoesNotContain(Key, changed.Text, StringComparison.Ordinal);
        Assert.True((bool)(await scene.KeptAsync())["givesEmail"]!);
        // The key is as it was, so nobody was asked.
        Assert.Equal(asked, service.Asked.Count);
        await scene.PostAsync(Words);
        Assert.Equal(Key, service.Last("comment-check")["api_key"]);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Once_its_time_in_shadow_is_over_it_is_told_nothing_more(string engine)
    {
        await using var scene = await HookScene.OpenAsync(engine);
        var service = new Service(scene);
        var made = await service.SetUpAsync();
        using var moderator = await scene.Server.StaffAsync();
        service.Says = "true";
        var (ham, _) = await scene.PostAsync("No spam at all.");
        await DecideAsync(moderator, ham, "publish");
        await scene.Administrator.PutAsync($"{HookScene.Hooks}/{made["id"]}", new { version = 1, mode = "shadow" });
        service.Asked.Clear();
        scene.Server.Clock.Turn(TimeSpan.FromDays(8));

        Assert.Equal(0, await scene.Server.Get<TellServices>().TellAsync(default));
        Assert.Empty(service.Asked);
    }

    private static async Task DecideAsync(TestReader moderator, Guid comment, string decision, int? rule = null)
    {
        var sent = await moderator.PostAsync(
            $"{TestServer.Api}/moderation/comments/{comment}/decision",
            new { decision, rule }
        );
        Assert.True(sent.Status == HttpStatusCode.OK, sent.Text);
    }

    /// <summary>A service that answers as it is told to, whichever call it is, and knows the key or not.</summary>
    private sealed class Service
    {
        private readonly HookScene scene;

        public Service(HookScene scene)
        {
            this.scene = scene;
            scene.Stub.Answer = AnswerAsync;
        }

        /// <summary>Null says of keys what it says of words.</summary>
        public bool? Knows { get; set; } = true;
        public string Says { get; set; } = "false";
        public Uri? Elsewhere { get; set; }
        public List<(string Path, SortedDictionary<string, string> Fields)> Asked { get; } = [];

        public async Task<JsonNode> SetUpAsync()
        {
            var made = await scene.AddAsync(
                new
                {
                    kind = "akismet",
                    name = "Against spam",
                    url = scene.Stub.Address,
                    key = Key,
                    mode = "hold",
                    limitMs = 5_000,
                }
            );
            return made.Status == HttpStatusCode.Created ? made.Json : throw new InvalidOperationException(made.Text);
        }

        public SortedDictionary<string, string> Last(string call) => Asked.Last(asked => asked.Path == "/1.1/" + call).Fields;

        private async Task AnswerAsync(HttpContext http)
        {
            var fields = QueryHelpers
                .ParseQuery(Encoding.UTF8.GetString(scene.Stub.Asked.Last().Body))
                .ToDictionary(field => field.Key, field => field.Value.ToString());
            Asked.Add((http.Request.Path, new(fields, StringComparer.Ordinal)));
            if (http.Request.Path == "/1.1/verify-key" && Knows is { } knows)
            {
                await http.Response.WriteAsync(knows ? "valid" : "invalid");
                return;
            }

            switch (Says)
            {
                case "slow":
                    await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                    break;
                case "redirect":
                    http.Response.Redirect(Elsewhere + "meta-data");
                    break;
                case "500":
                    await HookStub.Status(http, 500);
                    break;
                default:
                    var words = Says.Split(' ')[0];
                    if (Says.EndsWith(" discard", StringComparison.Ordinal))
                        http.Response.Headers["X-akismet-pro-tip"] = "discard";
                    await http.Response.WriteAsync(Says.EndsWith(" discard", StringComparison.Ordinal) ? words : Says);
                    break;
            }
        }
    }
}
