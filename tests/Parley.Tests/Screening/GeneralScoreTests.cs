using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Parley.Scoring;
using Parley.Screening;
using Parley.Tests.Moderation;
using Parley.Tests.Perspective;
using Parley.Tests.Readers;
using Parley.Tests.Setup;
using Xunit;
using Attribute = Parley.Scoring.Attribute;

namespace Parley.Tests.Screening;

/// <summary>What a general model's score does to a comment, from the box to the desk.</summary>
public sealed class GeneralScoreTests
{
    private const string Threat = "I will kill whoever parks here again, and he knows it.";

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_a_model_takes_for_a_threat_waits_with_its_words_marked_and_what_is_quoted_does_not(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine, services: WithModel);
        using var writer = await desk.WriterAsync("Ann Sorrel");

        var (held, state, posted) = await desk.PostAsync(writer, Threat);
        Assert.Equal("held", state);
        var told = string.Join(' ', posted["reasons"]!.AsArray().Select(one => (string?)one));
        Assert.Contains("This looks like a threat to the model words 1", told, StringComparison.Ordinal);
        var known = await desk.CaseAsync(held);
        var threat = known["reasons"]!.AsArray().First(reason => (string?)reason!["check"] == "threat")!;
        Assert.Contains("95 of a hundred, words 1", (string)threat["sentence"]!, StringComparison.Ordinal);
        Assert.Equal(Threat.IndexOf("kill", StringComparison.Ordinal), (int)threat["place"]!["start"]!);
        var shown = await Desk.PageAsync(desk.Moderator, $"{Desk.Console}?c={held}");
        Assert.Contains("<mark>kill</mark>", shown.Text, StringComparison.Ordinal);
        Assert.Contains("What a model thinks of the words", shown.Text, StringComparison.Ordinal);
        Assert.Contains("<bdi>kill</bdi>", shown.Text, StringComparison.Ordinal);

        // Whoever answers it quotes it; nothing but quoted lines is all that somebody says.
        Assert.Equal("published", (await desk.PostAsync(writer, "> " + Threat + "\n\nNobody should write that.")).State);
        Assert.Equal("held", (await desk.PostAsync(writer, "> " + Threat + " Yes.")).State);

        // In a language that no model knows nothing waits, and the desk can see that nothing was asked.
        var (unread, open, _) = await desk.PostAsync(
            writer,
            "Die Fähre kommt heute wieder eine Stunde zu spät, und niemand in der Stadt weiß, warum das so ist."
        );
        Assert.Equal("published", open);
        // Unless the site's model is as good as sure: words of another language hide no threat.
        Assert.Equal(
            "held",
            (
                await desk.PostAsync(writer, "Die Fähre ist weg, und ich kill euch alle, das könnt ihr mir wirklich glauben.")
            ).State
        );
        await Desk.UntilAsync(async () =>
            (await desk.CaseAsync(unread))["shadow"]!.AsArray().Any(found => (string?)found!["check"] == "unscored")
        );

        // Settings decide: off, nobody is asked; and a nudge comes first, where the site wants that.
        var checks = await Desk.PageAsync(desk.Moderator, Desk.Console + "/checks");
        Assert.Contains("By the model words 1", checks.Text, StringComparison.Ordinal);
        await SetAsync(desk, nudge: true, ("toxicity", "off"));
        var nudged = await desk.SendAsync(
            writer,
            HttpMethod.Post,
            $"/threads/{desk.Thread}/comments",
            new { id = Guid.CreateVersion7(), body = Threat + " Again." }
        );
        Assert.Equal("comment-nudged", (string?)nudged.Json!["code"]);
        await SetAsync(desk, nudge: false, ("toxicity", "off"), ("threat", "off"), ("severe-toxicity", "shadow"));
        Assert.Equal("published", (await desk.PostAsync(writer, Threat + " And again.")).State);

        // In this discussion it is otherwise, whatever the site's checks say; and so are insults, which the site lets be.
        var policy = await desk.SendAsync(
            desk.Moderator,
            HttpMethod.Put,
            $"/moderation/policies/threads/{desk.Thread}",
            new { scores = new { threat = 90, insult = 76 } }
        );
        Assert.True(policy.Status == HttpStatusCode.OK, policy.Text);
        await Desk.UntilAsync(async () => (await desk.PostAsync(writer, $"{Threat} Here, {Guid.NewGuid()}.")).State == "held");
        Assert.Equal("published", (await desk.PostAsync(writer, "What an idiot he is, in truth.")).State);
        var page = await Desk.PageAsync(desk.Moderator, $"{Desk.Console}/threads/{desk.Thread}/policy");
        Assert.Contains("Threats: waits from 90 of a hundred on", page.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"76\"", page.Text, StringComparison.Ordinal);

        // Limits are tried over what was written here before they count; other checks have no say in that.
        // The list of who wrote what follows a moment later.
        await Desk.UntilAsync(async () => !(await TriedAsync("95")).Contains("Would have held: 0.", StringComparison.Ordinal));
        Assert.Contains("Would have held: 0.", await TriedAsync("96"), StringComparison.Ordinal);
        Assert.Contains("In this discussion alone.", await TriedAsync("96"), StringComparison.Ordinal);
        foreach (var (limit, isFound) in ((int, bool)[])[(95, true), (96, false)])
        {
            var tried = await desk.SendAsync(
                desk.Moderator,
                HttpMethod.Post,
                "/moderation/checks/try",
                new
                {
                    scores = new { threat = limit },
                    scope = "thread",
                    name = desk.Thread,
                }
            );
            Assert.Equal(isFound ? ["threat"] : [], tried.Json!["checks"]!.AsArray().Select(one => (string?)one!["check"]));
        }

        page = await Desk.PageAsync(desk.Moderator, $"{Desk.Console}/threads/{desk.Thread}/policy");
        Assert.Contains("Threats: waits from 90 of a hundred on", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"96\"", page.Text, StringComparison.Ordinal);

        async Task<string> TriedAsync(string limit)
        {
            using var tried = await ReaderHost.PostToAsync(
                desk.Moderator,
                $"{Desk.Console}/threads/{desk.Thread}/policy",
                ("do", "try"),
                ("score-threat", limit)
            );
            var text = await tried.Content.ReadAsStringAsync();
            Assert.Contains($"value=\"{limit}\"", text, StringComparison.Ordinal);
            return text;
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Each_score_holds_at_once_or_asks_its_writer_first_as_the_site_and_the_place_say(string engine)
    {
        const string Insult = "What an idiot he is, in truth.";
        await using var desk = await Desk.OpenAsync(engine, services: WithModel);
        using var writer = await desk.WriterAsync("Ann Sorrel");
        // Insults come back once; threats wait at once, and so does what is both.
        await SetAsync(desk, nudge: false, ("toxicity", "off"), ("severe-toxicity", "off"), ("insult", "nudge"));
        await LimitAsync(desk, "insult", 70);
        var asked = await SayAsync(Insult);
        Assert.Equal("comment-nudged", asked.Code);
        Assert.Equal("held", StateOf(await SayAsync(Insult, (Guid)asked.Json!["nudge"]!)));
        var again = (Guid)(await SayAsync(Insult + " So.")).Json!["nudge"]!;
        Assert.Equal("published", StateOf(await SayAsync("What a man he is, in truth.", again)));
        Assert.Equal("held", StateOf(await SayAsync(Threat)));
        Assert.Equal("held", StateOf(await SayAsync(Insult + " " + Threat)));

        // In this discussion it is the other way round.
        var policy = await desk.SendAsync(
            desk.Moderator,
            HttpMethod.Put,
            $"/moderation/policies/threads/{desk.Thread}",
            new { scores = new { threat = 90, insult = 70 }, nudges = (string[])["threat"] }
        );
        Assert.True(policy.Status == HttpStatusCode.OK, policy.Text);
        await Desk.UntilAsync(async () => (await SayAsync($"{Threat} Here, {Guid.NewGuid()}.")).Code == "comment-nudged");
        Assert.Equal("held", StateOf(await SayAsync(Insult + " Again.")));
        // Where the site asks about all that waits, what a check or a place would hold at once is no exception.
        await AskAsync(true);
        await Desk.UntilAsync(async () => (await SayAsync($"{Insult} Still, {Guid.NewGuid()}.")).Code == "comment-nudged");
        await AskAsync(false);
        await Desk.UntilAsync(async () => (await SayAsync($"{Insult} At once, {Guid.NewGuid()}.")).Code != "comment-nudged");
        var page = await Desk.PageAsync(desk.Moderator, $"{Desk.Console}/threads/{desk.Thread}/policy");
        Assert.Contains("Threats: comes back once from 90 of a hundred on", page.Text, StringComparison.Ordinal);
        Assert.Contains("Insults: waits from 70 of a hundred on", page.Text, StringComparison.Ordinal);
        Assert.Matches("name=\"nudge\" value=\"threat\" checked", page.Text);

        // By the form, too; a box beside no number says nothing.
        using var sent = await ReaderHost.PostToAsync(
            desk.Moderator,
            $"{Desk.Console}/threads/{desk.Thread}/policy",
            ("do", "save"),
            ("score-insult", "70"),
            ("nudge", "insult"),
            ("nudge", "threat")
        );
        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        await Desk.UntilAsync(async () => (await SayAsync($"{Insult} Here, {Guid.NewGuid()}.")).Code == "comment-nudged");
        // What never waits asks nobody, and no check asks that may only hold.
        foreach (
            var wrong in (object[])
                [
                    new { scores = new { threat = 100 }, nudges = (string[])["threat"] },
                    new { nudges = (string[])["threat"] },
                    new { scores = new { threat = 90 }, nudges = (string?[])[null] },
                ]
        )
            Assert.Equal(
                "policy-score-invalid",
                (
                    await desk.SendAsync(desk.Moderator, HttpMethod.Put, $"/moderation/policies/threads/{desk.Thread}", wrong)
                ).Code
            );
        var version = (int)(await desk.GetAsync(desk.Moderator, "/moderation/checks"))["version"]!;
        var rules = new[] { new { check = "near-repeats", mode = "nudge" } };
        Assert.Equal(
            "check-unknown",
            (await desk.SendAsync(desk.Moderator, HttpMethod.Put, "/moderation/checks", new { version, rules })).Code
        );

        static string? StateOf(Sent sent) => (string?)sent.Json!["comment"]!["state"];

        Task AskAsync(bool ofAll) => SetAsync(desk, ofAll, ("insult", "hold"));

        Task<Sent> SayAsync(string body, Guid? nudge = null) =>
            desk.SendAsync(
                writer,
                HttpMethod.Post,
                $"/threads/{desk.Thread}/comments",
                new
                {
                    id = Guid.CreateVersion7(),
                    body,
                    nudge,
                }
            );
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_report_that_a_model_agrees_with_comes_before_one_that_it_does_not(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine, services: WithModel);
        await SetAsync(desk, nudge: false, ("toxicity", "off"), ("threat", "off"));
        using var writer = await desk.WriterAsync("Ann Sorrel");
        using var reader = await desk.WriterAsync("Bo Tarn");
        var mild = await desk.PublishAsync(writer, "The mayor should explain the fog.");
        var harsh = await desk.PublishAsync(writer, "What an idiot you are.");

        await desk.ReportAsync(reader, mild);
        desk.Clock.Turn(TimeSpan.FromSeconds(1));
        await desk.ReportAsync(reader, harsh);

        var queue = await desk.GetAsync(desk.Moderator, "/moderation/queue");
        Assert.Equal([harsh, mild], queue["items"]!.AsArray().Select(item => (Guid)item!["comment"]!["id"]!));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task That_no_model_knows_a_sites_language_is_said_once_and_what_a_model_knows_is_scored(string engine)
    {
        await using var desk = await Desk.OpenAsync(
            engine,
            services: services => services.AddSingleton<IGeneralModel>(new WordModel("de"))
        );
        using var writer = await desk.WriterAsync("Ann Sorrel");

        var (unread, open, _) = await desk.PostAsync(writer, "I will kill whoever parks here again, and he knows it.");
        Assert.Equal("published", open);
        // A text in the language of the model is scored wherever it stands.
        var (_, state, _) = await desk.PostAsync(
            writer,
            "Die Fähre ist weg, und ich kill euch alle, das könnt ihr mir wirklich glauben."
        );
        Assert.Equal("held", state);
        Assert.Empty((await desk.CaseAsync(unread))["shadow"]!.AsArray());

        var page = await Desk.PageAsync(desk.Moderator, Desk.Console + "/checks");
        Assert.Single(Regex.Matches(page.Text, "No model of this site’s language is installed"));
        Assert.Contains("only in texts in Deutsch.", page.Text, StringComparison.Ordinal);
        var checks = await desk.GetAsync(desk.Moderator, "/moderation/checks");
        Assert.Equal(["de"], checks["scoredLanguages"]!.AsArray().Select(one => (string?)one));
        // Nobody needs to know where nothing goes by a model.
        await SetAsync(desk, nudge: false, [.. ScoreCheck.General.Select(check => (check.Name, "off"))]);
        page = await Desk.PageAsync(desk.Moderator, Desk.Console + "/checks");
        Assert.DoesNotContain("No model of this site’s language is installed", page.Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_report_is_taken_and_the_failure_told_where_the_model_fails(string engine)
    {
        using var log = new KeptLog();
        await using var desk = await Desk.OpenAsync(
            engine,
            services: services =>
            {
                services.AddSingleton<IGeneralModel>(new FailingModel());
                services.AddLogging(logging => logging.AddProvider(log));
            }
        );
        using var writer = await desk.WriterAsync("Ann Sorrel");
        using var reader = await desk.WriterAsync("Bo Tarn");
        var comment = await desk.PublishAsync(writer, "The mayor should explain the fog.");
        Assert.DoesNotContain(log.Lines, line => line.Contains("reported comment", StringComparison.Ordinal));

        await desk.ReportAsync(reader, comment);

        Assert.Contains(comment, await desk.QueueAsync());
        var told = Assert.Single(log.Lines, line => line.Contains("reported comment", StringComparison.Ordinal));
        Assert.Contains(comment.ToString(), told, StringComparison.Ordinal);
        Assert.DoesNotContain("fog", told, StringComparison.Ordinal);
    }

    private sealed class FailingModel : IGeneralModel
    {
        public string Language => "en";
        public string Name => "failing";
        public string Version => "1";
        public IReadOnlyList<string> Attributes => Attribute.All;

        public void Score(ReadOnlySpan<char> text, Span<float> probabilities) => throw new InvalidOperationException();

        public Func<string, IReadOnlyList<Driver>> DriversOf(string text) => _ => [];
    }

    private static void WithModel(IServiceCollection services) => services.AddSingleton<IGeneralModel>(new WordModel("en"));

    private static async Task LimitAsync(Desk desk, string check, int limit)
    {
        var version = (int)(await desk.GetAsync(desk.Moderator, "/moderation/checks"))["version"]!;
        var rules = new[] { new { check, limit } };
        var sent = await desk.SendAsync(desk.Moderator, HttpMethod.Put, "/moderation/checks", new { version, rules });
        Assert.True(sent.Status == HttpStatusCode.OK, sent.Text);
    }

    private static async Task SetAsync(Desk desk, bool nudge, params (string Check, string Mode)[] set)
    {
        var version = (int)(await desk.GetAsync(desk.Moderator, "/moderation/checks"))["version"]!;
        var rules = set.Select(one => new { check = one.Check, mode = one.Mode }).ToArray();
        var sent = await desk.SendAsync(
            desk.Moderator,
            HttpMethod.Put,
            "/moderation/checks",
            new
            {
                version,
                nudge,
                rules,
            }
        );
        Assert.True(sent.Status == HttpStatusCode.OK, sent.Text);
    }
}
