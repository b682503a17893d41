using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Parley.OwnModel;
using Parley.Perspective;
using Parley.Scoring;
using Parley.Screening;
using Parley.Storage;
using Parley.Tests.Moderation;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.OwnModel;

/// <summary>The site's own model, from people's decisions to the lanes, the page and back to a version before.</summary>
public sealed class OwnModelTests
{
    private const string Page = Desk.Console + "/own-model";
    private const string Like = "Double your savings, visit our shop now! As new as it gets.";
    private const string Unlike = "The ferry company should explain what fishermen need.";

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_people_take_down_waits_what_they_let_stand_is_published_and_chance_sends_some_to_a_person(
        string engine
    )
    {
        await using var desk = await Desk.OpenAsync(engine);
        using var writer = await desk.WriterAsync("Ann Sorrel");
        var first = await desk.PublishAsync(writer, "The first words of all.");
        await SeedAsync(desk, first, 0, OwnTeacher.Fewest - 1);
        await LearnAsync(desk);
        var page = await Desk.PageAsync(desk.Moderator, Page);
        Assert.Contains(
            "decided about 1,999 comments, your programs have labelled 0 texts, and it needs 2,000 of both together",
            page.Text,
            StringComparison.Ordinal
        );

        // A program's label is learned from beside them; what waits and nobody looked at is not.
        await SeedAsync(desk, first, OwnTeacher.Fewest - 1, OwnTeacher.Fewest);
        await SeedAsync(desk, first, 5_000, 5_010, isDecided: false);
        var label = new LabelledText("A label of a program about fog.", "en", "", "", "k1");
        await desk
            .Host.Get<ScoreLabelStore>()
            .KeepAsync(
                desk.Site.Id,
                Guid.CreateVersion7,
                label,
                [new("TOXICITY", 1, null)],
                desk.Clock.GetUtcNow().AddDays(-1),
                default
            );
        await LearnAsync(desk);
        var version = Assert.Single(await desk.Host.Get<OwnModelStore>().ListAsync(desk.Site.Id, default));
        Assert.Equal((1, OwnTeacher.Fewest, 1), (version.Version, version.Decisions, version.Labels));
        Assert.Equal((OwnTeacher.Fewest * 4 / 5) + 1, version.Learned);
        Assert.True(version.Auc > 0.95, version.Auc.ToString(CultureInfo.InvariantCulture));
        // Not again before a tenth more was decided.
        await SeedAsync(desk, first, OwnTeacher.Fewest, OwnTeacher.Fewest + OwnModelLearning.LeastNew - 1);
        await LearnAsync(desk);
        Assert.Single(await desk.Host.Get<OwnModelStore>().ListAsync(desk.Site.Id, default));

        page = await Desk.PageAsync(desk.Moderator, Page);
        Assert.Contains("site-model 1, learned from 1,601 texts, 1 of them", page.Text, StringComparison.Ordinal);
        Assert.Matches("<polyline class=\"dk-curve-0\" points=\"[0-9]", page.Text);
        Assert.Contains("Mentions no group", page.Text, StringComparison.Ordinal);
        // Off as it comes: nobody waits.
        await desk.PublishAsync(writer, Like);

        var tried = await SendAsync(desk, ("do", "try"), ("version", "0"), ("mode", "hold"), ("lower", "30"), ("limit", "70"));
        Assert.Contains("What the last month would have been", tried.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await LanesAsync(desk, 0, "hold", "71", "70")).Status);
        Assert.Contains("Saved.", (await LanesAsync(desk, 0, "shadow", "30", "70")).Text, StringComparison.Ordinal);
        var inShadow = await desk.PublishAsync(writer, Like + " Again and again.");
        Assert.Contains((await desk.CaseAsync(inShadow))["shadow"]!.AsArray(), one => (string?)one!["check"] == "own-model");

        await LanesAsync(desk, 1, "hold", "30", "70");
        var (held, state, posted) = await desk.PostAsync(writer, Like + " Once more.");
        Assert.Equal("held", state);
        var told = string.Join(' ', posted["reasons"]!.AsArray().Select(one => (string?)one));
        Assert.Contains(
            "like what people on this site take down, by what the model site-model 1",
            told,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("of a hundred", told, StringComparison.Ordinal);
        Assert.Contains(
            "<mark>",
            (await Desk.PageAsync(desk.Moderator, $"{Desk.Console}?c={held}")).Text,
            StringComparison.Ordinal
        );
        var (drawn, notDrawn) = await FindLotsAsync(desk);
        var published = await desk.PublishAsync(writer, notDrawn);
        var lot = await desk.PublishAsync(writer, drawn);
        var queue = await desk.QueueAsync();
        Assert.Contains(lot, queue);
        Assert.DoesNotContain(published, queue);
        Assert.Contains(
            "Drawn by chance: site-model 1",
            (await Desk.PageAsync(desk.Moderator, $"{Desk.Console}?c={lot}")).Text,
            StringComparison.Ordinal
        );
        await desk.DecideAsync(lot, "keep");
        Assert.DoesNotContain(lot, await desk.QueueAsync());

        // With the thresholds apart, what is between is asked about; where everything waits, the lane spares people, but what chance drew.
        await LanesAsync(desk, 2, "hold", "0", "100");
        var (_, asked, why) = await desk.PostAsync(writer, Like + " And a last time.");
        Assert.Equal("held", asked);
        Assert.Contains("is not sure about this", why.ToJsonString(), StringComparison.Ordinal);
        await LanesAsync(desk, 3, "hold", "30", "70");
        var pre = await desk.SendAsync(
            desk.Moderator,
            HttpMethod.Put,
            $"/moderation/policies/threads/{desk.Thread}",
            new { mode = "pre" }
        );
        Assert.True(pre.Status == HttpStatusCode.OK, pre.Text);
        desk.Clock.Turn(TimeSpan.FromHours(2));
        Assert.Equal("published", (await desk.PostAsync(writer, notDrawn)).State);
        Assert.Equal("held", (await desk.PostAsync(writer, drawn)).State);

        // Where it asks first, the lane that is published and what chance draws of it are the same.
        Assert.Contains("Saved.", (await LanesAsync(desk, 4, "nudge", "30", "70")).Text, StringComparison.Ordinal);
        desk.Clock.Turn(TimeSpan.FromHours(2));
        Assert.Equal("published", (await desk.PostAsync(writer, notDrawn)).State);
        Assert.Equal("held", (await desk.PostAsync(writer, drawn)).State);
        var post = await desk.SendAsync(
            desk.Moderator,
            HttpMethod.Put,
            $"/moderation/policies/threads/{desk.Thread}",
            new { mode = "post" }
        );
        Assert.True(post.Status == HttpStatusCode.OK, post.Text);
        desk.Clock.Turn(TimeSpan.FromHours(2));
        lot = await desk.PublishAsync(writer, drawn);
        Assert.Contains(lot, await desk.QueueAsync());
        var nudged = await desk.SendAsync(
            writer,
            HttpMethod.Post,
            $"/threads/{desk.Thread}/comments",
            new { id = Guid.CreateVersion7(), body = Like + " By another name." }
        );
        Assert.Equal("comment-nudged", nudged.Code);
        // Its own page keeps that, and can take thresholds from the table with it.
        page = await Desk.PageAsync(desk.Moderator, Page);
        Assert.Contains("<option value=\"nudge\" selected>", page.Text, StringComparison.Ordinal);
        var taken = await SendAsync(desk, ("take", "300-700"), ("version", "5"), ("mode", "nudge"));
        Assert.Equal(HttpStatusCode.OK, taken.Status);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_worse_version_is_refused_and_one_press_goes_back_to_another(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        using var writer = await desk.WriterAsync("Ann Sorrel");
        var first = await desk.PublishAsync(writer, "The first words of all.");
        await SeedAsync(desk, first, 0, OwnTeacher.Fewest - 2);
        // Twice about one comment is one decision; and what was too little is not read again each minute.
        await desk.DecideAsync(first, "remove");
        await desk.DecideAsync(first, "publish");
        await LearnAsync(desk);
        await SeedAsync(desk, first, OwnTeacher.Fewest - 2, OwnTeacher.Fewest);
        await LearnAsync(desk);
        Assert.Empty(await desk.Host.Get<OwnModelStore>().ListAsync(desk.Site.Id, default));
        // Whoever asks for it need not wait.
        Assert.Equal(LearnOutcome.Learned, (await LearnNowAsync(desk)).Outcome);

        // Whoever decided the older ones the other way round teaches what the newest say is wrong.
        await FlipAsync(desk, OwnTeacher.Fewest * 4 / 5);
        var refused = await LearnNowAsync(desk);
        Assert.Equal((LearnOutcome.Refused, "site-model 1"), (refused.Outcome, refused.Version!.Before));
        Assert.Equal(1, (await desk.Host.Get<OwnModels>().FindAsync(desk.Site.Id, default))!.Version);
        Assert.Contains(
            "Refused: worse than before",
            (await Desk.PageAsync(desk.Moderator, Page)).Text,
            StringComparison.Ordinal
        );
        await FlipAsync(desk, OwnTeacher.Fewest * 4 / 5);
        Assert.Equal(LearnOutcome.Learned, (await LearnNowAsync(desk)).Outcome);
        Assert.Equal(3, (await desk.Host.Get<OwnModels>().FindAsync(desk.Site.Id, default))!.Version);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync(desk, ("use", "2"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(desk, ("use", "1"))).Status);
        Assert.Equal(1, (await desk.Host.Get<OwnModels>().FindAsync(desk.Site.Id, default))!.Version);
        // What is learned later waits until somebody wants it.
        await LearnNowAsync(desk);
        Assert.Equal(1, (await desk.Host.Get<OwnModels>().FindAsync(desk.Site.Id, default))!.Version);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(desk, ("use", "0"))).Status);
        Assert.Equal(4, (await desk.Host.Get<OwnModels>().FindAsync(desk.Site.Id, default))!.Version);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_site_whose_people_decide_elsewhere_learns_from_what_its_programs_tell(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (database, store) = (desk.Host.Get<Database>(), desk.Host.Get<OwnModelStore>());
        var since = desk.Clock.GetUtcNow().AddDays(-1);
        await Decided.TellAsync(database, desk.Site.Id, since, 0, OwnTeacher.Fewest - 1);
        await LearnAsync(desk);
        Assert.Empty(await store.ListAsync(desk.Site.Id, default));
        Assert.Contains(
            "decided about 0 comments, your programs have labelled 1,999 texts",
            (await Desk.PageAsync(desk.Moderator, Page)).Text,
            StringComparison.Ordinal
        );

        // A hundred more at once: after so many it looks again.
        await Decided.TellAsync(database, desk.Site.Id, since, OwnTeacher.Fewest - 1, OwnTeacher.Fewest + 100);
        await LearnAsync(desk);
        var version = Assert.Single(await store.ListAsync(desk.Site.Id, default));
        Assert.Equal((0, OwnTeacher.Fewest + 100), (version.Decisions, version.Labels));
        // It is judged by a fifth of what it was told, from which it has not learned.
        Assert.Equal((OwnTeacher.Fewest + 100) * 4 / 5, version.Learned);
        Assert.Equal((OwnTeacher.Fewest + 100) / 5, (await store.ListJudgedAsync(desk.Site.Id, 1, default)).Count);
        Assert.True(version.Auc > 0.95, version.Auc.ToString(CultureInfo.InvariantCulture));

        // Not again before a tenth more was told.
        var newest = OwnTeacher.Fewest + 100;
        await Decided.TellAsync(database, desk.Site.Id, since, newest, newest + 209);
        await LearnAsync(desk);
        Assert.Single(await store.ListAsync(desk.Site.Id, default));
        await Decided.TellAsync(database, desk.Site.Id, since, newest + 209, newest + 210);
        await LearnAsync(desk);
        Assert.Equal(2, (await store.ListAsync(desk.Site.Id, default)).Count);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_site_that_is_told_of_one_kind_alone_waits_for_the_other(string engine)
    {
        var model = new CountingModel();
        await using var desk = await Desk.OpenAsync(engine, services: services => services.AddSingleton<IGeneralModel>(model));
        var (store, told) = (desk.Host.Get<OwnModelStore>(), 0);
        await TellAsync(OwnTeacher.Fewest, isOneKind: true);
        await LearnAsync(desk);
        Assert.Equal(OwnTeacher.Fewest, model.Asked);

        // However many more of the same kind come, nothing is read again.
        await TellAsync(300, isOneKind: true);
        await LearnAsync(desk);
        await TellAsync(300, isOneKind: true);
        await LearnAsync(desk);
        Assert.Equal(OwnTeacher.Fewest, model.Asked);

        // Fifty of the other kind, and ten by which it is judged: counted from one look to the next.
        await TellAsync(200, isOneKind: false);
        await LearnAsync(desk);
        Assert.Equal(OwnTeacher.Fewest, model.Asked);
        await TellAsync(900, isOneKind: false);
        await LearnAsync(desk);
        Assert.True(model.Asked > OwnTeacher.Fewest);
        Assert.Single(await store.ListAsync(desk.Site.Id, default));

        async Task TellAsync(int count, bool isOneKind)
        {
            desk.Clock.Turn(TimeSpan.FromDays(1));
            told += count;
            await Decided.TellAsync(
                desk.Host.Get<Database>(),
                desk.Site.Id,
                desk.Clock.GetUtcNow().AddSeconds(-told),
                told - count,
                told,
                isOneKind ? _ => false : null
            );
            desk.Clock.Turn(TimeSpan.FromMinutes(1));
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_site_waits_no_longer_for_a_kind_once_somebody_has_had_it_learn(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (store, told) = (desk.Host.Get<OwnModelStore>(), 0);
        // The newest fifth was all taken down: what stands is lacking, and there only.
        await TellAsync(OwnTeacher.Fewest, number => number >= OwnTeacher.Fewest * 4 / 5 || number % 4 == 0);
        await LearnAsync(desk);
        Assert.Empty(await store.ListAsync(desk.Site.Id, default));
        // Twelve would do; it reads them all again for fifty and no fewer.
        await TellAsync(12, _ => false);
        await LearnAsync(desk);
        Assert.Empty(await store.ListAsync(desk.Site.Id, default));

        // Whoever asks for it need not wait, and then a tenth more of any kind is enough.
        Assert.Equal(LearnOutcome.Learned, (await LearnNowAsync(desk)).Outcome);
        await TellAsync(210, _ => true);
        await LearnAsync(desk);
        Assert.Equal(2, (await store.ListAsync(desk.Site.Id, default)).Count);

        async Task TellAsync(int count, Func<int, bool> isRejected)
        {
            desk.Clock.Turn(TimeSpan.FromDays(1));
            told += count;
            var since = desk.Clock.GetUtcNow().AddSeconds(-told);
            await Decided.TellAsync(desk.Host.Get<Database>(), desk.Site.Id, since, told - count, told, isRejected);
            desk.Clock.Turn(TimeSpan.FromMinutes(1));
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_second_moderator_takes_nothing_away_from_what_is_learned(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        using var writer = await desk.WriterAsync("Ann Sorrel");
        var first = await desk.PublishAsync(writer, "The first words of all.");
        // Fifty of each kind by another one.
        await Decided.AddAsync(
            desk.Host.Get<Database>(),
            desk.Site.Id,
            first,
            desk.Clock.GetUtcNow().AddDays(-1),
            0,
            OwnTeacher.Fewest,
            moderator: number => number % 40 < 2 ? 1 : 0
        );

        var learned = await LearnNowAsync(desk);

        Assert.Equal((LearnOutcome.Learned, OwnTeacher.Fewest * 4 / 5), (learned.Outcome, learned.Version!.Learned));
        Assert.Equal(OwnTeacher.Fewest / 5, learned.After!.Count);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_trial_counts_the_last_month_by_lane_and_whom_people_agreed_with_where_it_had_not_learned(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        using var writer = await desk.WriterAsync("Ann Sorrel");
        var first = await desk.PublishAsync(writer, Unlike);
        // Decided before most of what is learned from: what it says of this it was told.
        var told = await desk.PublishAsync(writer, Unlike + " And so it should.");
        await desk.DecideAsync(told, "keep");
        desk.Clock.Turn(TimeSpan.FromDays(2));
        await SeedAsync(desk, first, 0, OwnTeacher.Fewest);
        Assert.Equal(LearnOutcome.Learned, (await LearnNowAsync(desk)).Outcome);
        await desk.PublishAsync(writer, Like);
        var removed = await desk.PublishAsync(writer, Like + " Once more.");
        var kept = await desk.PublishAsync(writer, Unlike + " I said so.");
        await desk.DecideAsync(removed, "remove");
        await desk.DecideAsync(kept, "keep");

        OwnTrialResult? tried = null;
        await Desk.UntilAsync(async () =>
            (tried = await desk.Host.Get<OwnTrial>().HandleAsync(desk.Site.Id, 300, 700, default))!.Looked == 5
        );

        Assert.True(tried!.IsWhole);
        Assert.Equal([new(3, 1, 0), new(0, 0, 0), new(2, 0, 1)], tried.Lanes);
        // By other thresholds all of it is asked about.
        tried = await desk.Host.Get<OwnTrial>().HandleAsync(desk.Site.Id, 0, 1_000, default);
        Assert.Equal([new(0, 0, 0), new(5, 1, 1), new(0, 0, 0)], tried!.Lanes);
        desk.Clock.Turn(OwnTrial.Window);
        Assert.Equal(0, (await desk.Host.Get<OwnTrial>().HandleAsync(desk.Site.Id, 0, 1_000, default))!.Looked);
    }

    private static Task LearnAsync(Desk desk) => desk.Host.Get<OwnModelLearning>().LearnAsync(default);

    private static Task<LearnResult> LearnNowAsync(Desk desk) =>
        desk.Host.Get<LearnOwnModel>().HandleAsync(desk.Site, null, default);

    private static Task<Sent> LanesAsync(Desk desk, int version, string mode, string lower, string limit) =>
        SendAsync(
            desk,
            ("do", "save"),
            ("version", version.ToString(CultureInfo.InvariantCulture)),
            ("mode", mode),
            ("lower", lower),
            ("limit", limit)
        );

    private static async Task<Sent> SendAsync(Desk desk, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var answer = await desk.Moderator.PostAsync(new Uri(Page, UriKind.Relative), form);
        return new Sent(answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    // Words that chance draws, and words that it does not.
    private static async Task<(string Drawn, string NotDrawn)> FindLotsAsync(Desk desk)
    {
        var salt = (await desk.Host.Get<OwnModels>().FindAsync(desk.Site.Id, default))!.Salt;
        var texts = Enumerable
            .Range(0, 1_000)
            .Select(number => $"{Unlike} I said so {number} times.")
            .ToLookup(text => OwnModelCheck.IsDrawn(salt, Wording.Of(text)));
        Assert.InRange(texts[true].Count(), 20, 90);
        return (texts[true].First(), texts[false].First());
    }

    private static Task SeedAsync(Desk desk, Guid like, int from, int to, bool isDecided = true) =>
        Decided.AddAsync(
            desk.Host.Get<Database>(),
            desk.Site.Id,
            like,
            desk.Clock.GetUtcNow().AddDays(-1),
            from,
            to,
            isDecided
        );

    // The oldest decisions, the other way round.
    private static Task FlipAsync(Desk desk, int oldest) =>
        desk
            .Host.Get<Database>()
            .WriteAsync(
                async scope =>
                {
                    (string, object?)[] its =
                    [
                        ("@site", desk.Site.Id),
                        ("@until", desk.Clock.GetUtcNow().AddDays(-1).AddSeconds(oldest)),
                    ];
                    await scope.ExecuteAsync(
                        """UPDATE decision SET "to" = 3 - "to" WHERE site_id = @site AND at < @until AND "from" = 0""",
                        its,
                        default
                    );
                    await scope.ExecuteAsync(
                        """
                        UPDATE comment SET state = (SELECT d."to" FROM decision d WHERE d.site_id = @site AND d.comment_id = comment.id)
                        WHERE site_id = @site
                            AND id IN (SELECT d.comment_id FROM decision d WHERE d.site_id = @site AND d.at < @until AND d."from" = 0)
                        """,
                        its,
                        default
                    );
                },
                default
            );

    private sealed class CountingModel : IGeneralModel
    {
        public string Language => "en";
        public string Name => "counting";
        public string Version => "1";
        public IReadOnlyList<string> Attributes => Parley.Scoring.Attribute.All;
        public int Asked { get; private set; }

        public void Score(ReadOnlySpan<char> text, Span<float> probabilities)
        {
            Asked++;
            probabilities.Fill(0.1f);
        }

        public Func<string, IReadOnlyList<Driver>> DriversOf(string text) => _ => [];
    }
}
