using System.Net;
using System.Text.Json.Nodes;
using Parley.HouseRules;
using Parley.Moderation;
using Parley.Readers;
using Parley.Reasons;
using Parley.Screening;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Sanctions;

public sealed class SanctionTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task One_that_has_run_out_takes_nothing_any_more_and_nobody_has_to_take_it_away(string engine)
    {
        await using var court = await Court.OpenAsync(engine);
        using var ann = await court.Server.ReaderAsync();
        await court.GiveAsync(ann.Id, "silence", until: court.Now.AddHours(1));
        Assert.Equal("silenced", await court.SayAsync(ann));
        await court.GiveAsync(ann.Id, "hold", until: court.Now.AddHours(3));

        court.Server.Clock.Turn(TimeSpan.FromMinutes(61));

        Assert.Equal("held", await court.SayAsync(ann));
        Assert.Equal([true, false], (await court.ListAsync(ann.Id)).Select(one => (bool)one!["stands"]!));
        court.Server.Clock.Turn(TimeSpan.FromHours(3));
        Assert.Equal("published", await court.SayAsync(ann));
        // And another may be given.
        await court.GiveAsync(ann.Id, "silence", "Once more.");
        Assert.Equal("silenced", await court.SayAsync(ann));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Whether_somebody_goes_on_writing_is_a_senior_moderators_to_decide_and_to_take_back(string engine)
    {
        await using var court = await Court.OpenAsync(engine);
        using var ann = await court.Server.ReaderAsync();
        using var moderator = await court.Server.StaffAsync(ReaderRole.Moderator);
        async Task<string?> TryAsync(string kind)
        {
            DateTimeOffset? until = kind == "suspension" ? court.Now.AddDays(1) : null;
            var answer = await court.TryGiveAsync(ann.Id, kind, until: until, by: moderator);
            return answer.Status == HttpStatusCode.OK ? "given" : answer.Code;
        }

        foreach (var kind in (string[])["silence", "suspension", "ban"])
        {
            Assert.Equal("senior-moderator-needed", await TryAsync(kind));
            var given = await court.GiveAsync(ann.Id, kind);
            var lifted = await moderator.DeleteAsync($"{Court.Api}/moderation/sanctions/{given}");
            Assert.Equal((HttpStatusCode.Forbidden, "senior-moderator-needed"), (lifted.Status, lifted.Code));
            await court.LiftAsync(given);
        }

        foreach (var kind in (string[])["warning", "hold"])
            Assert.Equal("given", await TryAsync(kind));
        foreach (var standing in await court.ListAsync(ann.Id))
        {
            var lifted = await moderator.DeleteAsync($"{Court.Api}/moderation/sanctions/{standing!["id"]}");
            Assert.Equal((bool)standing["stands"]! ? HttpStatusCode.NoContent : HttpStatusCode.Forbidden, lifted.Status);
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_ready_text_of_the_rule_is_what_its_reader_reads_with_the_moderators_words_in_it(string engine)
    {
        await using var court = await Court.OpenAsync(engine);
        using var editor = await court.Server.StaffAsync(ReaderRole.Administrator);
        using var ann = await court.Server.ReaderAsync();
        using var bo = await court.Server.ReaderAsync();
        var rules = await editor.SendFormAsync(
            $"{Court.Site}/console/rules",
            ("version", "0"),
            ("number-0", "1"),
            ("name-0", "No insults"),
            ("text-0-0-en", "You insulted others. {facts}"),
            ("text-0-1-en", "We have asked you before.")
        );
        Assert.Equal(HttpStatusCode.OK, rules.Status);
        var comment = await ann.PublishAsync(court.Thread, "You goat.");
        var desk = (await court.Moderator.GetAsync($"{Court.Site}/console?c={comment}")).Text;
        Assert.Contains(
            "<option value=\"1.2\" dir=\"auto\">No insults: We have asked you before.</option>",
            desk,
            StringComparison.Ordinal
        );

        Assert.Equal(HttpStatusCode.SeeOther, await GiveAsync(ann, "1.1", "Three goats."));
        Assert.Equal("ready-text-needs-facts", (await TryAsync(bo, 1, "")).Code);
        Assert.Equal("ready-text-unknown", (await TryAsync(bo, 3, "")).Code);
        Assert.Equal("sanction-words-missing", (await TryAsync(bo, null, "")).Code);
        Assert.Equal(HttpStatusCode.OK, (await TryAsync(bo, 2, "")).Status);

        Assert.Equal("You insulted others. Three goats.", (string?)(await court.ListAsync(ann.Id))[0]!["words"]);
        Assert.Equal("We have asked you before.", (string?)(await court.ListAsync(bo.Id))[0]!["words"]);
        Assert.Equal("We have asked you before.", (await court.StatementsAsync(bo.Id))[^1].Facts);

        async Task<HttpStatusCode> GiveAsync(TestReader reader, string rule, string words) =>
            (
                await court.Moderator.SendFormAsync(
                    $"{Court.Site}/console/writers/{reader.Id}/sanctions?rules=1",
                    ("kind", "warning"),
                    ("rule", rule),
                    ("words", words),
                    ("days", "7")
                )
            ).Status;

        Task<TestAnswer> TryAsync(TestReader reader, int? text, string words) =>
            court.Moderator.PostAsync(
                $"{Court.Api}/moderation/readers/{reader.Id}/sanctions",
                new
                {
                    kind = "warning",
                    rule = 1,
                    text,
                    words,
                }
            );
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Lifting_gives_back_exactly_what_it_took_and_what_is_public_stays(string engine)
    {
        await using var court = await Court.OpenAsync(engine);
        using var ann = await court.Server.ReaderAsync();
        using var bo = await court.Server.ReaderAsync();
        var hers = await ann.PublishAsync(court.Thread, "The bread was good.");
        var his = await bo.PublishAsync(court.Thread, "The cheese as well.");
        var hold = await court.GiveAsync(ann.Id, "hold");
        var silence = await court.GiveAsync(ann.Id, "silence");
        var suspension = await court.GiveAsync(ann.Id, "suspension");
        Assert.Equal(("suspended", "suspended"), (await court.SayAsync(ann), await Court.ReactAsync(ann, his)));

        await court.LiftAsync(suspension);
        Assert.Equal(("silenced", "given"), (await court.SayAsync(ann), await Court.ReactAsync(ann, his)));
        await court.LiftAsync(silence);
        Assert.Equal("held", await court.SayAsync(ann));
        await court.LiftAsync(hold);
        Assert.Equal("published", await court.SayAsync(ann));

        // Once more changes nothing, and who did it is kept.
        await court.LiftAsync(hold);
        Assert.All(await court.ListAsync(ann.Id), one => Assert.Equal("Liv Harrow", (string?)one!["liftedBy"]));
        Assert.True((await bo.GetAsync($"{Court.Site}/t/{court.Thread}")).Shows(hers));
        Assert.Equal(
            "sanction-not-found",
            (await court.Moderator.DeleteAsync($"{Court.Api}/moderation/sanctions/{Guid.NewGuid()}")).Code
        );
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Two_moderators_at_once_make_one_and_for_another_reason_the_second_is_told(string engine)
    {
        await using var court = await Court.OpenAsync(engine);
        using var second = await court.Server.StaffAsync(ReaderRole.SeniorModerator);
        using var ann = await court.Server.ReaderAsync();
        var until = court.Now.AddDays(7);

        var answers = await Task.WhenAll(
            court.TryGiveAsync(ann.Id, "silence", until: until),
            court.TryGiveAsync(ann.Id, "silence", until: until, by: second)
        );

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        Assert.Equal((string?)answers[0].Json["id"], (string?)answers[1].Json["id"]);
        Assert.Single(await court.ListAsync(ann.Id));
        foreach (
            var other in (TestAnswer[])
                [
                    await court.TryGiveAsync(ann.Id, "silence", "Spam.", until),
                    await court.TryGiveAsync(ann.Id, "silence", until: until.AddDays(1)),
                    await court.TryGiveAsync(ann.Id, "silence"),
                    await court.TryGiveAsync(ann.Id, "silence", until: until, rule: 1),
                ]
        )
            Assert.Equal((HttpStatusCode.Conflict, "already-sanctioned"), (other.Status, other.Code));
        // Another kind beside it is another matter.
        await court.GiveAsync(ann.Id, "hold");
        Assert.Equal(2, (await court.ListAsync(ann.Id)).Count);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_warning_is_read_before_anything_is_written_and_who_read_it_when_is_kept(string engine)
    {
        await using var court = await Court.OpenAsync(engine);
        using var ann = await court.Server.ReaderAsync();
        using var bo = await court.Server.ReaderAsync();
        var warning = await court.GiveAsync(ann.Id, "warning");

        var refused = await ann.SendFormAsync($"{Court.Site}/t/{court.Thread}/comments", ("body", "What I think."));
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains(">What I think.</textarea>", refused.Text, StringComparison.Ordinal);
        Assert.Contains($"href=\"{Court.Site}/me\"", refused.Text, StringComparison.Ordinal);
        Assert.Equal("warning-unread", await court.SayAsync(ann));
        Assert.Equal("warning-not-found", (await bo.PutAsync($"{Court.Api}/warnings/{warning}/read")).Code);
        Assert.Equal("warning-unread", await court.SayAsync(ann));

        var page = await ann.GetAsync($"{Court.Site}/me");
        Assert.Contains($"action=\"{Court.Site}/me/warnings/{warning}/read\"", page.Text, StringComparison.Ordinal);
        var read = await ann.SendFormAsync($"{Court.Site}/me/warnings/{warning}/read");
        Assert.Equal((HttpStatusCode.SeeOther, $"{Court.Site}/me"), (read.Status, read.Location));
        Assert.Equal("published", await court.SayAsync(ann));
        var kept = Assert.Single(await court.ListAsync(ann.Id))!;
        Assert.InRange((DateTimeOffset)kept["readAt"]!, court.Now.AddMinutes(-1), court.Now);
        Assert.False((bool)kept["stands"]!);

        // The next one waits to be read again, by a program as well; what was read stays read.
        var next = await court.GiveAsync(ann.Id, "warning");
        Assert.Equal("warning-unread", await court.SayAsync(ann));
        Assert.Equal(HttpStatusCode.NoContent, (await ann.PutAsync($"{Court.Api}/warnings/{warning}/read")).Status);
        Assert.Equal("warning-unread", await court.SayAsync(ann));
        Assert.Equal(HttpStatusCode.NoContent, (await ann.PutAsync($"{Court.Api}/warnings/{next}/read")).Status);
        Assert.Equal("published", await court.SayAsync(ann));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_cannot_be_given_is_refused_with_its_code_and_takes_nothing(string engine)
    {
        await using var court = await Court.OpenAsync(engine);
        using var ann = await court.Server.ReaderAsync();
        var (now, staff) = (court.Now, court.Moderator.Id);
        (string Code, Func<Task<TestAnswer>> Try)[] tries =
        [
            ("sanction-kind-unknown", () => court.Moderator.PostAsync(Door(ann.Id), new { words = "x", rule = 1 })),
            ("body-invalid", () => court.TryGiveAsync(ann.Id, "exile")),
            ("sanction-words-missing", () => court.TryGiveAsync(ann.Id, "hold", " ")),
            ("sanction-words-invalid", () => court.TryGiveAsync(ann.Id, "hold", "\u0000")),
            ("sanction-words-invalid", () => court.TryGiveAsync(ann.Id, "hold", new string('x', 1_001))),
            ("rule-missing", () => court.TryGiveAsync(ann.Id, "warning", rule: null)),
            ("rule-missing", () => court.TryGiveAsync(ann.Id, "ban", rule: 77)),
            ("rule-missing", () => court.TryGiveAsync(ann.Id, "hold", rule: 77)),
            (
                "rules-changed",
                () =>
                    court.Moderator.PostAsync(
                        Door(ann.Id),
                        new
                        {
                            kind = "ban",
                            words = "x",
                            rule = 1,
                            rulesVersion = 7,
                        }
                    )
            ),
            ("sanction-end-missing", () => court.TryGiveAsync(ann.Id, "suspension")),
            ("sanction-end-invalid", () => court.TryGiveAsync(ann.Id, "suspension", until: now.AddMinutes(50))),
            ("sanction-end-invalid", () => court.TryGiveAsync(ann.Id, "suspension", until: now.AddDays(366))),
            ("sanction-end-invalid", () => court.TryGiveAsync(ann.Id, "ban", until: now.AddSeconds(-1))),
            ("sanction-end-invalid", () => court.TryGiveAsync(ann.Id, "warning", until: now.AddDays(1))),
            ("writer-is-staff", () => court.TryGiveAsync(staff, "hold")),
            ("reader-not-found", () => court.TryGiveAsync(Guid.CreateVersion7(), "hold")),
        ];
        foreach (var (code, give) in tries)
            Assert.Equal(code, (await give()).Code);
        Assert.Empty(await court.ListAsync(ann.Id));
        Assert.Equal("published", await court.SayAsync(ann));

        static string Door(Guid reader) => $"{Court.Api}/moderation/readers/{reader}/sanctions";
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Every_restriction_has_a_door_that_makes_it_and_leaves_its_statement(string engine)
    {
        await using var court = await Court.OpenAsync(engine);
        using var ann = await court.Server.ReaderAsync();
        var until = court.Now.AddDays(3);
        var left = new Dictionary<Restriction, Statement>();

        foreach (var restriction in Enum.GetValues<Restriction>().Where(one => one != Restriction.Refused))
        {
            var about = await MakeAsync(restriction);
            var statement = (await court.StatementsAsync(about))[^1];
            Assert.Equal((restriction, about), (statement.Restriction, statement.About));
            left[restriction] = statement;
        }

        // Of words that are not taken nothing is kept; their statement is the answer itself.
        await court.Server.SetWordsAsync(WordListKind.Banned, "marmaladezeppelin");
        await Eventually.IsSoAsync(async () =>
            (await court.Moderator.SayAsync(court.Thread, "A marmaladezeppelin.")).Json["reasons"] is JsonArray { Count: > 0 }
        );
        foreach (
            var person in left.Where(one => one.Key is not (Restriction.Held or Restriction.Delayed)).Select(one => one.Value)
        )
            Assert.Equal((court.Moderator.Id, 3), (person.DecidedBy, person.RuleNumber));
        Assert.Equal(
            [Restriction.Silenced, Restriction.Suspended, Restriction.Banned, Restriction.Stopped],
            left.Where(one => one.Value.Until is { } end && (end - until).Duration() < TimeSpan.FromSeconds(1))
                .Select(one => one.Key)
                .OrderBy(one => one == Restriction.Stopped)
        );
        Assert.All(left.Where(one => one.Value.About == ann.Id), one => Assert.Equal(Court.Words, one.Value.Facts));
        // What the law asks of each, without a word more from the moderator.
        Assert.All(left.Values, one => Assert.Equal((Origin.Own, "en"), (one.Origin!.Value, one.Language!)));
        Assert.All(left.Values, one => Assert.Equal(one.IsByMachine ? Category.Other : Category.Violence, one.Category));
        Assert.All(left.Values, one => Assert.Equal(one.About == ann.Id, one.WordsAt is null));

        async Task<Guid> MakeAsync(Restriction restriction)
        {
            switch (restriction)
            {
                case Restriction.Held:
                    return await court.HeldAsync(ann);
                case Restriction.Rejected:
                    var held = await court.HeldAsync(ann);
                    await court.DecideAsync(held, "reject");
                    return held;
                case Restriction.Removed:
                    var published = await ann.PublishAsync(court.Thread, "The bread was good.");
                    await court.DecideAsync(published, "remove");
                    return published;
                case Restriction.Delayed:
                    court.Server.Clock.Turn(TimeSpan.FromHours(49));
                    await court.Server.Get<LongHolds>().TellAsync(default);
                    return left[Restriction.Held].About;
                default:
                    await court.GiveAsync(
                        ann.Id,
                        restriction switch
                        {
                            Restriction.Stopped => "hold",
                            Restriction.Warned => "warning",
                            Restriction.Silenced => "silence",
                            Restriction.Suspended => "suspension",
                            _ => "ban",
                        },
                        until: restriction == Restriction.Warned ? null : until
                    );
                    return ann.Id;
            }
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Without_its_statement_nothing_is_given(string engine)
    {
        await using var court = await Court.OpenAsync(engine);
        using var ann = await court.Server.ReaderAsync();
        await ChangeAsync("ALTER TABLE statement RENAME COLUMN content TO gone");

        var answer = await court.TryGiveAsync(ann.Id, "ban");
        await ChangeAsync("ALTER TABLE statement RENAME COLUMN gone TO content");

        Assert.InRange((int)answer.Status, 500, 599);
        Assert.Empty(await court.ListAsync(ann.Id));
        Assert.Equal("published", await court.SayAsync(ann));

        Task ChangeAsync(string sql) =>
            court.Server.Database.WriteAsync(scope => scope.ExecuteAsync(sql, [], default), default);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_list_of_many_has_parts_that_hold_each_once(string engine)
    {
        await using var court = await Court.OpenAsync(engine);
        using var visitor = court.Server.Visitor();
        var given = new List<string>();
        for (var i = 0; i < 12; i++)
        {
            var guest = (await court.EnterAsync(visitor, "Gus Quest")).Json;
            foreach (var kind in (string[])["warning", "hold", "silence", "suspension", "ban"])
                given.Add((await court.GiveAsync((Guid)guest["id"]!, kind)).ToString());
        }

        var seen = new List<string>();
        string? url = $"{Court.Site}/console/writers";
        for (var page = 0; url is not null && page < 3; page++)
        {
            var text = (await court.Moderator.GetAsync(url)).Text;
            seen.AddRange(given.Where(id => text.Contains($"/console/sanctions/{id}/lift", StringComparison.Ordinal)));
            var next = System.Text.RegularExpressions.Regex.Match(text, "/console/writers\\?after=[^\"]+");
            url = next.Success ? $"{Court.Site}{next.Value}" : null;
        }

        Assert.Equal(60, given.Count);
        Assert.Equal(given.Order(), seen.Order());
    }
}
