using System.Text.Json;
using System.Text.Json.Serialization;
using Parley.Sites;

namespace Parley.Policies;

/// <summary>
/// How a discussion is kept, as far as one scope says it: what is null is left to a wider scope. Kept as JSON, for the record too, so
/// members are added to it and never renamed.
/// </summary>
internal sealed record Policy
{
    public const int ShortestPause = 10;
    public const int LongestPause = 3_600;
    public const int LongestSentence = 300;
    public const int LongestNote = 500;

    /// <summary>How long one waits between two comments where the contested mode alone slows.</summary>
    public const int ContestedPause = 60;

    /// <summary>The lowest limit of a score.</summary>
    public const int LowestScore = 50;

    /// <summary>The limit of a score that none comes to.</summary>
    public const int NeverWaits = 100;

    /// <summary>For which scores it may have a limit, as the checks are called that go by them.</summary>
    public static IReadOnlyList<string> ScoreNames { get; } =
    ["threat", "identity-attack", "severe-toxicity", "toxicity", "insult", "attack-on-commenter", "profanity"];

    public static readonly Policy Nothing = new();

    /// <summary>Nobody writes on the whole site.</summary>
    public static Policy OfStop(string? sentence) => new() { State = PolicyState.Closed, Sentence = sentence };

    public PolicyMode? Mode { get; init; }
    public PolicyState? State { get; init; }

    /// <summary>Of a slowed discussion: how far apart one reader's comments are, in seconds.</summary>
    public int? Seconds { get; init; }

    /// <summary>Of a closed one, and of a stopped site: why, in the house's words, for readers.</summary>
    public string? Sentence { get; init; }

    /// <summary>Who may write: as in <see cref="Opening.Who"/>.</summary>
    public string? Who { get; init; }

    /// <summary>When what is above holds; null for always.</summary>
    public WeeklyHours? Hours { get; init; }

    /// <summary>Of a thread: slower, newcomers wait, and the rest by risk.</summary>
    public bool? IsContested { get; init; }

    /// <summary>Of a thread: what the house says at its top.</summary>
    public string? Note { get; init; }

    /// <summary>
    /// From how much of a hundred on words wait that a model takes for abuse, by the name of the check (<see cref="ScoreNames"/>):
    /// instead of what the site's checks say. <see cref="NeverWaits"/> where nothing waits for it.
    /// </summary>
    public IReadOnlyDictionary<string, int>? Scores { get; init; }

    /// <summary>Of which of these scores the words come back to their writer once before they wait; null for none.</summary>
    public IReadOnlyList<string>? Nudges { get; init; }

    /// <summary>Whether it says nothing, so that it need not be kept.</summary>
    [JsonIgnore]
    public bool IsEmpty => this == Nothing;

    /// <summary>Whether it closes a thread for good: then the thread itself says so, which every post asks.</summary>
    [JsonIgnore]
    public bool IsClosed => State == PolicyState.Closed && Hours is null;

    public string ToJson() => JsonSerializer.Serialize(this, PolicyJson.Ours.Policy);

    public static Policy FromJson(string json) => JsonSerializer.Deserialize(json, PolicyJson.Ours.Policy) ?? Nothing;
}
