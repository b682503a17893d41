using System.Text.Json;
using System.Text.Json.Nodes;
using Parley.HouseRules;
using Parley.Reasons;
using Xunit;

namespace Parley.Tests.Reasons;

public sealed class TransparencyRecordTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 13, 30, 0, TimeSpan.Zero);

    public static TheoryData<string> Every => [.. Enum.GetNames<Restriction>()];

    [Theory, MemberData(nameof(Every))]
    public void Every_restriction_is_a_whole_record_and_has_nobodys_words(string name)
    {
        var restriction = Enum.Parse<Restriction>(name);
        var record = ToJson(
            Made(restriction) with
            {
                Facts = "Ann Ode of Mill Lane wrote this.",
                Until = restriction == Restriction.Suspended ? At.AddDays(3) : null,
            }
        );

        foreach (
            var required in (string[])
                [
                    "decision_ground",
                    "incompatible_content_ground",
                    "incompatible_content_explanation",
                    "decision_facts",
                    "category",
                    "content_type",
                    "content_date",
                    "application_date",
                    "source_type",
                    "automated_detection",
                    "automated_decision",
                    "puid",
                ]
        )
            Assert.False(string.IsNullOrWhiteSpace(record[required]?.ToString()), required);
        // One of the four that say what was done, and no other.
        Assert.Single(
            (string[])["decision_visibility", "decision_monetary", "decision_provision", "decision_account"],
            kind => record[kind] is not null
        );
        Assert.DoesNotContain("Mill Lane", record.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(
            restriction == Restriction.Suspended ? "2026-03-04" : null,
            (string?)record["end_date_account_restriction"]
        );
    }

    [Fact]
    public void A_law_is_the_ground_where_a_law_was_named()
    {
        var record = ToJson(
            Made(Restriction.Removed) with
            {
                Rule = "§ 185 StGB",
                Law = "https://law.example/185",
                Facts = "Ann Ode of Mill Lane wrote this.",
                Origin = Origin.Notice,
            }
        );

        Assert.Equal("DECISION_GROUND_ILLEGAL_CONTENT", (string?)record["decision_ground"]);
        Assert.Equal("§ 185 StGB", (string?)record["illegal_content_legal_ground"]);
        Assert.Contains("§ 185 StGB", (string?)record["illegal_content_explanation"], StringComparison.Ordinal);
        Assert.Equal("https://law.example/185", (string?)record["decision_ground_reference_url"]);
        Assert.Equal("SOURCE_ARTICLE_16", (string?)record["source_type"]);
        Assert.Null(record["incompatible_content_ground"]);
        Assert.Null(record["incompatible_content_explanation"]);
        Assert.DoesNotContain("Mill Lane", record.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(nameof(Origin.Report), "A reader of the site, by its form for reports")]
    [InlineData(nameof(Origin.Notice), "Somebody who gave notice of illegal content")]
    [InlineData(nameof(Origin.TrustedFlagger), "A trusted flagger, known to the house")]
    public void Where_somebody_told_of_it_the_record_says_what_kind_of_person(string origin, string identity)
    {
        var told = ToJson(Made(Restriction.Removed) with { Origin = Enum.Parse<Origin>(origin) });
        var voluntary = ToJson(Made(Restriction.Removed));

        Assert.Equal(identity, (string?)told["source_identity"]);
        Assert.Null(voluntary["source_identity"]);
    }

    [Fact]
    public void Who_found_it_and_who_decided_are_said_apart()
    {
        var byMachine = ToJson(Made(Restriction.Delayed));
        var found = ToJson(Made(Restriction.Rejected) with { Reasons = Made(Restriction.Held).Reasons });
        var reported = ToJson(Made(Restriction.Removed) with { Origin = Origin.Report });

        Assert.Equal(
            ("Yes", "AUTOMATED_DECISION_FULLY", "SOURCE_VOLUNTARY"),
            (
                (string?)byMachine["automated_detection"],
                (string?)byMachine["automated_decision"],
                (string?)byMachine["source_type"]
            )
        );
        Assert.Equal(
            ("Yes", "AUTOMATED_DECISION_NOT_AUTOMATED"),
            ((string?)found["automated_detection"], (string?)found["automated_decision"])
        );
        Assert.Equal(
            ("No", "SOURCE_TYPE_OTHER_NOTIFICATION", "https://talk.example/rules?version=2#rule-3"),
            (
                (string?)reported["automated_detection"],
                (string?)reported["source_type"],
                (string?)reported["decision_ground_reference_url"]
            )
        );
    }

    [Fact]
    public void Each_category_has_one_of_its_own() =>
        Assert.Equal(
            Enum.GetValues<Category>().Length,
            Enum.GetValues<Category>()
                .Select(category => (string?)ToJson(Made(Restriction.Removed) with { Category = category })["category"])
                .Distinct()
                .Count(name => name!.StartsWith("STATEMENT_CATEGORY_", StringComparison.Ordinal))
        );

    private static Statement Made(Restriction restriction) =>
        restriction is Restriction.Held or Restriction.Refused or Restriction.Delayed
            ? Statement.OfVerdict(
                Guid.CreateVersion7(),
                Guid.CreateVersion7(),
                [new("links", restriction == Restriction.Refused ? Verdict.Refuse : Verdict.Hold, "reason.links.newcomer", 1)],
                "en",
                At
            ) with
            {
                Restriction = restriction,
            }
            : Statement.OfDecision(
                Guid.CreateVersion7(),
                Guid.CreateVersion7(),
                restriction,
                Guid.CreateVersion7(),
                "No threats",
                At
            ) with
            {
                RuleNumber = 3,
                RulesVersion = 2,
                Category = Category.Violence,
                Origin = Origin.Own,
                Language = "en",
            };

    private static JsonNode ToJson(Statement statement) =>
        JsonNode.Parse(
            JsonSerializer.Serialize(
                TransparencyRecord.Of(statement, Words.For("en"), "https://talk.example" + statement.Cited?.Path),
                TransparencyJson.Default.TransparencyRecord
            )
        )!;
}
