using Parley.Policies;
using Parley.Scoring;
using Parley.Screening;
using Parley.Sites;

namespace Parley.Tests.Screening;

/// <summary>Drafts of a reader whom everyone knows, in which a test changes what it is about.</summary>
internal static class Drafts
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    public static readonly AuthorStanding Known = new(PublishedCount: 40);
    public static readonly AuthorStanding Newcomer = new(PublishedCount: 0);

    public static Draft Of(
        string source,
        AuthorStanding? author = null,
        string? visibleText = null,
        IReadOnlyList<string>? links = null,
        IReadOnlyList<RecentWords>? recent = null,
        SiteSettings? settings = null,
        string banned = "",
        string suspect = "",
        string allowed = "",
        Guid comment = default,
        CheckSettings? checks = null,
        DecidedShare? decided = null,
        string? mailDomain = null,
        PaceSeen pace = default,
        SaidByOthers? saidByOthers = null,
        PolicyInForce? policy = null,
        IReadOnlyList<ITextModel>? models = null
    ) =>
        new()
        {
            Comment = comment,
            Source = source,
            VisibleText = visibleText ?? source,
            Links = links ?? [],
            Author = author ?? Known,
            Recent = recent ?? [],
            Settings = settings ?? new(),
            Checks = checks ?? CheckSettings.Usual,
            Decided = decided,
            MailDomain = mailDomain,
            Pace = pace,
            SaidByOthers = saidByOthers,
            Banned = WordListReader.Read(banned, version: 7, out _),
            Suspect = WordListReader.Read(suspect, version: 8, out _),
            Allowed = WordListReader.Read(allowed, version: 9, out _),
            Policy = policy ?? PolicyInForce.Nothing,
            Models = models ?? [],
            At = Noon,
        };

    /// <summary>What the author said some minutes before.</summary>
    public static RecentWords Said(string words, int minutesAgo, Guid comment = default) =>
        new(
            comment == default ? new Guid(1, 2, 3, [4, 5, 6, 7, 8, 9, 10, 11]) : comment,
            Wording.Of(words),
            Noon.AddMinutes(-minutesAgo)
        );
}
