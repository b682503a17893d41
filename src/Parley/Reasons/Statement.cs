using System.Text.Json;
using System.Text.Json.Serialization;
using Parley.HouseRules;

namespace Parley.Reasons;

/// <summary>
/// The statement of reasons that every restriction carries: what was decided, on which facts, under which rule, by a
/// machine or a person, and when. Its JSON is kept for years, so members are added to it and never renamed.
/// </summary>
internal sealed record Statement
{
    // The checks that go by where something is written and by whom, whatever it says.
    private static readonly HashSet<string> Standing = ["policy", "stopped", "guest", "first-comments", "rejections"];

    /// <summary>How long a letter about a decision waits: what a moderator takes back within that time nobody is written about.</summary>
    public static readonly TimeSpan LettersAfter = TimeSpan.FromSeconds(30);

    public required Guid Id { get; init; }

    /// <summary>The comment; for what was decided about a writer, the reader.</summary>
    public required Guid About { get; init; }

    public required Restriction Restriction { get; init; }

    /// <summary>When it took effect, in UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The moderator who decided; null when a machine alone did.</summary>
    public Guid? DecidedBy { get; init; }

    /// <summary>The rule that the person names, as it was called then; a machine's rules stand in its reasons.</summary>
    public string? Rule { get; init; }

    /// <summary>The number of that rule; null where it is none of the house's.</summary>
    public int? RuleNumber { get; init; }

    /// <summary>The version of the house's rules in which it stands.</summary>
    public int? RulesVersion { get; init; }

    /// <summary>Where the law stands that forbids it: then the ground is that law, and not a rule of the house.</summary>
    public string? Law { get; init; }

    /// <summary>The rule of the house that it cites; null where it cites none.</summary>
    public CitedRule? Cited =>
        (Rule, RuleNumber, RulesVersion) is ({ } name, { } number, { } version) ? new(number, name, version) : null;

    /// <summary>What the person says of the facts, for the one concerned to read.</summary>
    public string? Facts { get; init; }

    /// <summary>The same by language, where the house keeps it ready in several; null where it says it in the site's alone.</summary>
    public IReadOnlyDictionary<string, string>? FactsByLanguage { get; init; }

    /// <summary>What the person says of the facts, in a language if the house says it in that one, else in the site's.</summary>
    public string? FactsIn(string language) => FactsByLanguage?.GetValueOrDefault(language) ?? Facts;

    /// <summary>When the restriction ends by itself; null where it does not.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>What the rule is about; null in statements from before that was asked.</summary>
    public Category? Category { get; init; }

    /// <summary>What led to it; null in statements from before that was kept.</summary>
    public Origin? Origin { get; init; }

    /// <summary>Until when its writer must not be told, since an authority has ordered so; null for every other.</summary>
    public DateTimeOffset? SilentUntil { get; init; }

    /// <summary>When the words were posted or last changed; null for what is about a writer.</summary>
    public DateTimeOffset? WordsAt { get; init; }

    /// <summary>The language of the site.</summary>
    public string? Language { get; init; }

    /// <summary>What machines found, in the order of the checks; empty when a person found it.</summary>
    public IReadOnlyList<Reason> Reasons { get; init; } = [];

    /// <summary>How long one can object to a decision.</summary>
    public const int MonthsToObject = 6;

    /// <summary>Until when one can object to it: the time runs from when its writer may be told.</summary>
    public DateTimeOffset ObjectionUntil => (SilentUntil > At ? SilentUntil.Value : At).AddMonths(MonthsToObject);

    /// <summary>Opens the page on which one objects to it; null where one cannot, and before it is kept.</summary>
    [JsonIgnore]
    public string? Code { get; init; }

    public bool IsByMachine => DecidedBy is null;

    /// <summary>Whether a machine found something in the words: that all or some wait here, or for whom, it only knows.</summary>
    public bool WasFoundByMachine => Reasons.Any(reason => !Standing.Contains(reason.Check));

    /// <summary>Who found it and who decided, as the language files call it under <c>statement.</c>.</summary>
    public string ByWord =>
        IsByMachine ? "by-machine"
        : WasFoundByMachine ? "by-person-after-machine"
        : "by-person";

    /// <summary>Whether one can object to it: to what a person decided, and to waiting for one too long.</summary>
    [JsonIgnore]
    public bool CanBeObjectedTo => !IsByMachine || Restriction == Restriction.Delayed;

    /// <summary>Where its writer objects to it, below the site; null where there is nothing to object to, or not any more.</summary>
    public string? ObjectionPathAt(DateTimeOffset now) =>
        Code is { } code && now < ObjectionUntil ? $"/objections/{code}" : null;

    /// <summary>The statement to a verdict on words of this moment. Machines hold and refuse, nothing more; the rest is decided by people.</summary>
    public static Statement OfVerdict(Guid id, Guid about, IReadOnlyList<Reason> reasons, string language, DateTimeOffset at)
    {
        var strictest = reasons.Count == 0 ? Verdict.Pass : reasons.Max(reason => reason.Verdict);
        return new()
        {
            Id = id,
            About = about,
            Restriction = strictest switch
            {
                Verdict.Hold => Restriction.Held,
                Verdict.Refuse => Restriction.Refused,
                _ => throw new ArgumentException("Nothing is restricted, so there is nothing to state.", nameof(reasons)),
            },
            At = at.ToUniversalTime(),
            Category = HouseRules.Category.Other,
            Origin = Parley.Reasons.Origin.Own,
            WordsAt = at.ToUniversalTime(),
            Language = language,
            Reasons = reasons,
        };
    }

    /// <summary>The statement to a person's decision; facts, and what machines had found before, are added with <c>with</c>.</summary>
    public static Statement OfDecision(
        Guid id,
        Guid about,
        Restriction restriction,
        Guid moderator,
        string rule,
        DateTimeOffset at
    )
    {
        if (restriction is Restriction.Held or Restriction.Refused)
            throw new ArgumentException("That is a machine's verdict, not a person's decision.", nameof(restriction));
        return new()
        {
            Id = id,
            About = about,
            Restriction = restriction,
            At = at.ToUniversalTime(),
            DecidedBy = moderator,
            Rule = rule,
        };
    }

    public string ToJson() => JsonSerializer.Serialize(this, StatementJson.Default.Statement);

    public static Statement FromJson(string json) =>
        JsonSerializer.Deserialize(json, StatementJson.Default.Statement)
        ?? throw new JsonException("A statement is an object, not null.");
}
