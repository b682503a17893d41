using Parley.HouseRules;
using Parley.Reasons;

namespace Parley.Sanctions;

/// <summary>What was decided about a writer, on one site.</summary>
internal sealed record Sanction
{
    public required Guid Id { get; init; }
    public required SanctionKind Kind { get; init; }
    public required Guid ReaderId { get; init; }
    public required string ReaderName { get; init; }

    /// <summary>Why, in the moderator's words, for the reader.</summary>
    public required string Words { get; init; }

    /// <inheritdoc cref="Statement.FactsByLanguage"/>
    public IReadOnlyDictionary<string, string>? WordsByLanguage { get; init; }

    /// <summary>Why, in a language if the house says it in that one, else in the site's.</summary>
    public string WordsIn(string language) => WordsByLanguage?.GetValueOrDefault(language) ?? Words;

    /// <summary>The rule of the house that was broken; null where none is cited.</summary>
    public CitedRule? Rule { get; init; }

    /// <summary>For the site's staff alone.</summary>
    public required string ModeratorName { get; init; }

    /// <summary>From when it holds.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When it ends by itself; null where somebody has to lift it.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>When its reader said that they had read it: of a warning alone, which then stands no more.</summary>
    public DateTimeOffset? ReadAt { get; init; }
    public DateTimeOffset? LiftedAt { get; init; }

    /// <summary>For the site's staff alone.</summary>
    public string? LiftedByName { get; init; }

    /// <summary>The decision of an operator for all sites of which this is a part; null where the site decided itself.</summary>
    public Guid? EverywhereId { get; init; }

    /// <summary>Whether its reader objects to it and nobody has decided about that: till then staff see no more than what it is and when it ends.</summary>
    public bool IsObjected { get; init; }

    /// <summary>Opens the page on which its reader objects to it.</summary>
    public string? Code { get; init; }

    /// <summary>Where its reader objects to it, below the site; null once it is too late.</summary>
    public string? ObjectionPathAt(DateTimeOffset now) =>
        Code is { } code && now < At.AddMonths(Statement.MonthsToObject) ? $"/objections/{code}" : null;

    /// <summary>Whether it holds at a moment. One that has run out needs nobody who takes it away.</summary>
    public bool StandsAt(DateTimeOffset now) =>
        LiftedAt is null && !(Until <= now) && (Kind != SanctionKind.Warning || ReadAt is null);
}
