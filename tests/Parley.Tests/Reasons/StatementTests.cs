using System.Text.Json;
using Parley.Reasons;
using Xunit;

namespace Parley.Tests.Reasons;

public sealed class StatementTests
{
    private static readonly Guid Id = Guid.Parse("01890a5d-0000-7000-8000-000000000001");
    private static readonly Guid Comment = Guid.Parse("01890a5d-0000-7000-8000-000000000002");
    private static readonly Guid Moderator = Guid.Parse("01890a5d-0000-7000-8000-000000000003");
    private static readonly DateTimeOffset At = new(2026, 3, 1, 13, 30, 0, TimeSpan.FromHours(1));

    private static readonly Reason Link = new("links", Verdict.Hold, "reason.links.newcomer", 1)
    {
        Place = new(4, 9),
        Arguments = new Dictionary<string, object> { ["links"] = 2, ["count"] = 3 },
    };

    // Statements are kept for years: this text may gain members, and nothing else about it may change.
    private static readonly string KeptJson = """
        {"id":"01890a5d-0000-7000-8000-000000000001",
        "about":"01890a5d-0000-7000-8000-000000000002",
        "restriction":"removed",
        "at":"2026-03-01T12:30:00+00:00",
        "decidedBy":"01890a5d-0000-7000-8000-000000000003",
        "rule":"rule.advertising",
        "facts":"A shop\u0027s address",
        "reasons":[{
        "check":"links",
        "verdict":"hold",
        "rule":"reason.links.newcomer",
        "ruleVersion":1,
        "place":{"start":4,"length":9},
        "arguments":{"count":3,"links":2}
        }]}
        """.ReplaceLineEndings("");

    [Fact]
    public void A_statement_of_years_ago_can_still_be_read_and_is_still_written_so()
    {
        var statement = Statement.OfDecision(Id, Comment, Restriction.Removed, Moderator, "rule.advertising", At) with
        {
            Facts = "A shop's address",
            Reasons = [Link],
        };

        Assert.Equal(KeptJson, statement.ToJson());
        Assert.Equal(KeptJson, Statement.FromJson(KeptJson).ToJson());
    }

    [Fact]
    public void A_member_that_a_later_version_wrote_is_no_obstacle() =>
        Assert.Equal(Comment, Statement.FromJson(KeptJson.Insert(1, "\"ground\":\"law\",")).About);

    [Fact]
    public void A_held_comments_statement_says_that_a_machine_found_and_held_it()
    {
        var statement = Statement.OfVerdict(Id, Comment, [Link with { Verdict = Verdict.Pass }, Link], "en", At);

        Assert.Equal(Restriction.Held, statement.Restriction);
        Assert.True(statement.IsByMachine);
        Assert.True(statement.WasFoundByMachine);
        Assert.Equal(TimeSpan.Zero, statement.At.Offset);
        Assert.Equal(At, statement.At);
    }

    [Fact]
    public void The_strictest_reason_names_the_restriction() =>
        Assert.Equal(
            Restriction.Refused,
            Statement.OfVerdict(Id, Comment, [Link, Link with { Verdict = Verdict.Refuse }], "en", At).Restriction
        );

    [Fact]
    public void A_persons_decision_without_a_machines_finding_says_so()
    {
        var statement = Statement.OfDecision(Id, Comment, Restriction.Rejected, Moderator, "rule.abuse", At);

        Assert.False(statement.IsByMachine);
        Assert.False(statement.WasFoundByMachine);
    }

    [Theory]
    [InlineData("policy"), InlineData("stopped"), InlineData("guest"), InlineData("first-comments"), InlineData("rejections")]
    public void What_waits_for_its_place_or_its_writer_was_found_by_no_machine(string check)
    {
        Assert.Contains(check, Parley.Screening.Screener.InOrder.Select(one => one.Name));
        var standing = Link with { Check = check };

        Assert.Equal("by-person", Decided([standing]).ByWord);
        Assert.Equal("by-person-after-machine", Decided([standing, Link]).ByWord);

        static Statement Decided(IReadOnlyList<Reason> reasons) =>
            Statement.OfDecision(Id, Comment, Restriction.Rejected, Moderator, "rule.abuse", At) with
            {
                Reasons = reasons,
            };
    }

    [Fact]
    public void Nobody_states_reasons_for_nothing() =>
        Assert.Throws<ArgumentException>(() =>
            Statement.OfVerdict(Id, Comment, [Link with { Verdict = Verdict.Pass }], "en", At)
        );

    [Fact]
    public void A_machine_removes_nothing_and_a_person_gives_no_verdict() =>
        Assert.Throws<ArgumentException>(() =>
            Statement.OfDecision(Id, Comment, Restriction.Held, Moderator, "rule.abuse", At)
        );

    [Fact]
    public void Arguments_are_words_and_whole_numbers_only()
    {
        var odd = Link with { Arguments = new Dictionary<string, object> { ["share"] = 0.5 } };

        Assert.Throws<JsonException>(() => Statement.OfVerdict(Id, Comment, [odd], "en", At).ToJson());
        Assert.Throws<JsonException>(() =>
            Statement.FromJson(KeptJson.Replace("\"count\":3", "\"count\":[]", StringComparison.Ordinal))
        );
    }
}
