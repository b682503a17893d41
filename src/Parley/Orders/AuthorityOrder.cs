using System.Text.RegularExpressions;
using Parley.Moderation;

namespace Parley.Orders;

/// <summary>An order of an authority, as it came, with what was answered.</summary>
internal sealed partial record AuthorityOrder
{
    /// <summary>The most that a line of it may have, in characters: authority, reference, legal basis, territory, contact.</summary>
    public const int LongestLine = 300;

    /// <summary>The most that addresses and pasted text may have, in characters.</summary>
    public const int LongestNamed = 10_000;

    /// <summary>The most that the words of an answer may have, in characters.</summary>
    public const int LongestWords = 2_000;

    /// <summary>How many comments one answer takes down at most: as many as <see cref="LongestNamed"/> characters can name.</summary>
    public const int MostComments = 256;

    /// <summary>How often staff are called at most: when it is entered, at half time, and when the time is over.</summary>
    public const int MostCalls = 3;

    /// <summary>How long what a terrorist content order took down is kept (Regulation 2021/784, Article 6).</summary>
    public const int MonthsPreserved = 6;

    public required Guid Id { get; init; }
    public required OrderKind Kind { get; init; }
    public required string Authority { get; init; }

    /// <summary>The authority's, as two letters (ISO 3166-1).</summary>
    public required string Country { get; init; }

    /// <summary>What the authority calls the order.</summary>
    public required string Reference { get; init; }

    /// <summary>The law under which it is given, in the order's words.</summary>
    public required string Basis { get; init; }

    /// <summary>Where it is to have effect; null where it does not say.</summary>
    public string? Territory { get; init; }

    /// <summary>In which it is written, as the order or whoever entered it calls it.</summary>
    public string? Language { get; init; }

    /// <summary>Where the answer goes.</summary>
    public string? Contact { get; init; }

    /// <summary>The addresses of comments and threads that it names, or its text.</summary>
    public required string Named { get; init; }

    /// <summary>When it arrived: the clock runs from then.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>By when effect should be given to it.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>Until when it forbids that the writer is told; null where it does not.</summary>
    public DateTimeOffset? SilentUntil { get; init; }
    public required DateTimeOffset EnteredAt { get; init; }
    public required Guid EnteredBy { get; init; }

    /// <summary>When the authority was told that it has arrived.</summary>
    public DateTimeOffset? InformedAt { get; init; }
    public DateTimeOffset? AnsweredAt { get; init; }
    public Guid? AnsweredBy { get; init; }
    public OrderOutcome? Outcome { get; init; }

    /// <summary>What was added to the answer, in the words of whoever gave it.</summary>
    public string? Words { get; init; }

    /// <summary>The comments that were taken down by it, or were down already.</summary>
    public IReadOnlyList<OrderedComment> Comments { get; init; } = [];

    /// <summary>How its silence was changed since, the latest first.</summary>
    public IReadOnlyList<OrderSilence> Silences { get; init; } = [];

    /// <summary>How often staff were called.</summary>
    public int Calls { get; init; }

    /// <summary>The moment at which half of its time is over.</summary>
    public DateTimeOffset HalfAt => ReceivedAt + ((DueAt - ReceivedAt) / 2);

    /// <inheritdoc cref="WaitingOrder.MinutesLeft"/>
    /// <returns>Null once it is answered.</returns>
    public int? MinutesLeft(DateTimeOffset now) => AnsweredAt is null ? WaitingOrder.MinutesLeft(DueAt, now) : null;

    /// <summary>How many minutes it took to answer it; null as long as nobody has.</summary>
    public int? MinutesTaken => AnsweredAt is { } at ? (int)(at - ReceivedAt).TotalMinutes : null;

    /// <summary>
    /// Whether its silence can be another: as long as nobody was told. Once it is over, words and decision are there for the writer to read.
    /// </summary>
    public bool CanBeSilencedAt(DateTimeOffset now) =>
        Kind.Removes()
        && LatestSilence(now) > now
        && (AnsweredAt is null || (SilentUntil > now && Comments.Any(one => one.IsToBeTold)));

    /// <summary>The latest time to which its silence can be prolonged at a moment.</summary>
    public DateTimeOffset LatestSilence(DateTimeOffset now)
    {
        var once = (SilentUntil > now && Kind == OrderKind.Terrorist ? SilentUntil.Value : now) + Kind.LongestSilence();
        return Kind.LongestSilenceInAll() is { } inAll && EnteredAt + inAll < once ? EnteredAt + inAll : once;
    }

    /// <summary>How often staff have to have been called by a moment: when it is entered, at half time, and when the time is over.</summary>
    public int CallsDue(DateTimeOffset now) =>
        now >= DueAt ? MostCalls
        : now >= HalfAt ? 2
        : 1;

    /// <summary>The comments that a text names by their addresses, each once, in its order.</summary>
    public static IReadOnlyList<Guid> CommentsIn(string text) =>
        [.. CommentAddress().Matches(text).Select(match => Guid.Parse(match.Groups[1].Value)).Distinct()];

    /// <summary>
    /// The stories and discussions of a site that a text names by their addresses, each once, in its order, as what stands behind the
    /// site's own: <c>/t/</c> with an id, <c>/s/</c> with a name.
    /// </summary>
    public static IReadOnlyList<string> PagesIn(string text, string site) =>
        [
            .. PageAddress()
                .Matches(text)
                .Where(match => match.Groups[1].Value.Equals(site, StringComparison.OrdinalIgnoreCase))
                .Select(match => match.Groups[2].Value)
                .Distinct(StringComparer.OrdinalIgnoreCase),
        ];

    [GeneratedRegex("(?:/c/|#c-)([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})", RegexOptions.IgnoreCase)]
    private static partial Regex CommentAddress();

    [GeneratedRegex(
        @"/([a-z0-9-]+)(/t/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|/s/[\p{L}\p{N}][\p{L}\p{N}_%-]*)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex PageAddress();
}

/// <summary>A comment that an order took down, or that was down already.</summary>
/// <param name="RemovedAt">When the order took it down; null where it was down.</param>
/// <param name="ToldAt">When its writer was told; null as long as they were not.</param>
internal sealed record OrderedComment(Guid CommentId, DateTimeOffset? RemovedAt, DateTimeOffset? ToldAt)
{
    /// <summary>Whether its writer is still to be told.</summary>
    public bool IsToBeTold => RemovedAt is not null && ToldAt is null;
}

/// <summary>That the silence of an order was prolonged, shortened or ended.</summary>
/// <param name="Until">Null where it was ended.</param>
/// <param name="Words">Why.</param>
internal sealed record OrderSilence(DateTimeOffset At, Guid By, string ByName, DateTimeOffset? Until, string Words);
