using System.Globalization;
using System.Text.Json.Serialization;
using Parley.HouseRules;

namespace Parley.Reasons;

/// <summary>
/// A statement as the Commission's database of decisions takes it (Regulation 2022/2065, Article 24(5)): no words of anybody and no
/// names, but what was done, on which ground, and how it was found.
/// </summary>
internal sealed record TransparencyRecord
{
    public IReadOnlyList<string>? DecisionVisibility { get; init; }
    public string? DecisionProvision { get; init; }
    public string? DecisionAccount { get; init; }

    /// <summary>Readers are people.</summary>
    public string? AccountType { get; init; }
    public required string DecisionGround { get; init; }

    /// <summary>The law that was named; null where the ground is a rule of the house.</summary>
    public string? IllegalContentLegalGround { get; init; }
    public string? IllegalContentExplanation { get; init; }

    /// <summary>The rule of the house; null where the ground is a law.</summary>
    public string? IncompatibleContentGround { get; init; }
    public string? IncompatibleContentExplanation { get; init; }
    public string? DecisionGroundReferenceUrl { get; init; }
    public required string DecisionFacts { get; init; }
    public required string Category { get; init; }
    public required IReadOnlyList<string> ContentType { get; init; }
    public string? ContentLanguage { get; init; }

    /// <summary>What is decided on a site holds wherever it is read: all of the Union and the Economic Area.</summary>
    public required IReadOnlyList<string> TerritorialScope { get; init; }
    public required string ContentDate { get; init; }
    public required string ApplicationDate { get; init; }
    public string? EndDateAccountRestriction { get; init; }
    public string? EndDateServiceRestriction { get; init; }
    public required string SourceType { get; init; }

    /// <summary>What kind of person it came from, and no name of anybody; null where the house looked by itself.</summary>
    public string? SourceIdentity { get; init; }
    public required string AutomatedDetection { get; init; }
    public required string AutomatedDecision { get; init; }

    /// <summary>Our own id of the statement.</summary>
    public required string Puid { get; init; }

    private static readonly string[] EveryCountry =
    [
        .. "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK".Split(' '),
    ];

    /// <param name="words">The site's, in which a machine's rules have their names.</param>
    /// <param name="ruleUrl">Where the cited rule stands for everybody.</param>
    public static TransparencyRecord Of(Statement statement, Words words, string? ruleUrl)
    {
        var isOfWriter = statement.Restriction is >= Restriction.Stopped and <= Restriction.Banned;
        var end = statement.Until is { } until ? Day(until) : null;
        var ground = statement.Rule is { } rule && statement.RuleNumber is not null ? rule : MachineGround(statement, words);
        var isOfLaw = statement.Law is not null;
        var (provision, account) = Taken(statement);
        return new()
        {
            DecisionVisibility = isOfWriter
                ? null
                :
                [
                    statement.Restriction == Restriction.Removed
                        ? "DECISION_VISIBILITY_CONTENT_REMOVED"
                        : "DECISION_VISIBILITY_CONTENT_DISABLED",
                ],
            DecisionProvision = provision,
            DecisionAccount = account,
            AccountType = isOfWriter ? "ACCOUNT_TYPE_PRIVATE" : null,
            DecisionGround = isOfLaw ? "DECISION_GROUND_ILLEGAL_CONTENT" : "DECISION_GROUND_INCOMPATIBLE_CONTENT",
            IllegalContentLegalGround = isOfLaw ? Cut(ground, 500) : null,
            IllegalContentExplanation = isOfLaw ? words.Format("transparency.illegal", ("law", ground)) : null,
            IncompatibleContentGround = isOfLaw ? null : Cut(ground, 500),
            IncompatibleContentExplanation = isOfLaw ? null : Cut(words["transparency.explanation"], 2_000),
            DecisionGroundReferenceUrl =
                isOfLaw ? statement.Law
                : statement.Cited is null ? null
                : ruleUrl,
            DecisionFacts = words["transparency.facts-" + statement.Restriction.ToString().ToLowerInvariant()],
            Category = "STATEMENT_CATEGORY_" + NameOf(statement.Category ?? HouseRules.Category.Other),
            ContentType = ["CONTENT_TYPE_TEXT"],
            ContentLanguage = statement.Language?.Split('-')[0].ToUpperInvariant(),
            TerritorialScope = EveryCountry,
            ContentDate = Day(statement.WordsAt ?? statement.At),
            ApplicationDate = Day(statement.At),
            EndDateServiceRestriction = provision is null ? null : end,
            EndDateAccountRestriction = account is null ? null : end,
            SourceType = statement.Origin switch
            {
                Reasons.Origin.Report => "SOURCE_TYPE_OTHER_NOTIFICATION",
                Reasons.Origin.Notice => "SOURCE_ARTICLE_16",
                Reasons.Origin.TrustedFlagger => "SOURCE_TRUSTED_FLAGGER",
                _ => "SOURCE_VOLUNTARY",
            },
            SourceIdentity = statement.Origin switch
            {
                Reasons.Origin.Report => words["transparency.source-report"],
                Reasons.Origin.Notice => words["transparency.source-notice"],
                Reasons.Origin.TrustedFlagger => words["transparency.source-flagger"],
                _ => null,
            },
            AutomatedDetection = statement.WasFoundByMachine ? "Yes" : "No",
            AutomatedDecision = statement.IsByMachine ? "AUTOMATED_DECISION_FULLY" : "AUTOMATED_DECISION_NOT_AUTOMATED",
            Puid = statement.Id.ToString(),
        };
    }

    // A warning takes the writing until it was read; that new words wait, and silence, take it as long as they stand.
    private static (string? Provision, string? Account) Taken(Statement statement) =>
        statement.Restriction switch
        {
            Restriction.Stopped or Restriction.Warned or Restriction.Silenced => (
                "DECISION_PROVISION_PARTIAL_SUSPENSION",
                null
            ),
            Restriction.Suspended => (null, "DECISION_ACCOUNT_SUSPENDED"),
            Restriction.Banned => (
                null,
                statement.Until is null ? "DECISION_ACCOUNT_TERMINATED" : "DECISION_ACCOUNT_SUSPENDED"
            ),
            _ => (null, null),
        };

    private static string MachineGround(Statement statement, Words words) =>
        statement.Reasons.Count > 0
            ? string.Join(' ', statement.Reasons.Select(reason => Answers.Sentence(words, reason.WithoutMatch())).Distinct())
            : words["transparency.no-rule"];

    private static string NameOf(Category category) =>
        category switch
        {
            HouseRules.Category.AnimalWelfare => "ANIMAL_WELFARE",
            HouseRules.Category.ConsumerInformation => "CONSUMER_INFORMATION",
            HouseRules.Category.CyberViolence => "CYBER_VIOLENCE",
            HouseRules.Category.CyberViolenceAgainstWomen => "CYBER_VIOLENCE_AGAINST_WOMEN",
            HouseRules.Category.DataProtection => "DATA_PROTECTION_AND_PRIVACY_VIOLATIONS",
            HouseRules.Category.HarmfulSpeech => "ILLEGAL_OR_HARMFUL_SPEECH",
            HouseRules.Category.IntellectualProperty => "INTELLECTUAL_PROPERTY_INFRINGEMENTS",
            HouseRules.Category.CivicDiscourse => "NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS",
            HouseRules.Category.NotSpecified => "NOT_SPECIFIED_NOTICE",
            HouseRules.Category.Minors => "PROTECTION_OF_MINORS",
            HouseRules.Category.PublicSecurity => "RISK_FOR_PUBLIC_SECURITY",
            HouseRules.Category.Scams => "SCAMS_AND_FRAUD",
            HouseRules.Category.SelfHarm => "SELF_HARM",
            HouseRules.Category.UnsafeProducts => "UNSAFE_AND_PROHIBITED_PRODUCTS",
            HouseRules.Category.Violence => "VIOLENCE",
            _ => "OTHER_VIOLATION_TC",
        };

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..(most - 1)] + "…";

    private static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(TransparencyRecord))]
internal sealed partial class TransparencyJson : JsonSerializerContext;
