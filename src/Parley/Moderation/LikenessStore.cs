using Parley.Markup;
using Parley.Readers;
using Parley.Sanctions;
using Parley.Screening;
using Parley.Sites;
using Parley.Storage;
using Parley.Stories;

namespace Parley.Moderation;

/// <summary>
/// Looks for those who are suspended or banned on a site and look to be the same person as a writer, by what is kept of both for other ends:
/// addresses that they have confirmed, names, and what they wrote. It is found when somebody looks, kept nowhere, and goes with what it is made of. Network
/// addresses and devices are not among it: nothing keeps them beside a reader.
/// </summary>
internal sealed class LikenessStore(Database database, TimeProvider clock)
{
    /// <summary>Whoever comes so soon after somebody was thrown out is new in that sense.</summary>
    public static readonly TimeSpan SoonAfter = TimeSpan.FromDays(3);

    // The site's last decisions, and of what stands among them the latest: each page of the desk asks, and none may take longer than another.
    private const int LooksBack = 2_000;
    private const int MostCompared = 200;

    // Words are compared with the latest of them and with whoever has another sign; of each the latest.
    private const int MostRead = 30;
    private const int TextsOfEach = 10;

    // Two letters are anybody's.
    private const int ShortestLook = 4;

    private const int MostShown = 5;

    /// <summary>Whose suspension or ban stands, along the index of when something was decided about writers.</summary>
    internal const string Barring = """
        SELECT s.reader_id, r.name, CASE WHEN a.confirmed_at IS NOT NULL THEN a.email END, s.kind, s.at FROM
            (SELECT reader_id, kind, at, until, lifted_at FROM sanction WHERE site_id = @site ORDER BY at DESC LIMIT @back) s
        JOIN reader r ON r.site_id = @site AND r.id = s.reader_id
        LEFT JOIN account a ON a.id = r.account_id
        WHERE s.kind IN (3, 4) AND s.lifted_at IS NULL AND (s.until IS NULL OR s.until > @now) AND s.reader_id <> @writer
        ORDER BY s.at DESC LIMIT @most
        """;

    /// <inheritdoc cref="FindAsync(DbScope, Site, Guid, StorySections, DateTimeOffset, CancellationToken)"/>
    public Task<IReadOnlyList<Likeness>> FindAsync(Site site, Guid writer, StorySections within, CancellationToken cancel) =>
        database.ReadAsync(scope => FindAsync(scope, site, writer, within, clock.GetUtcNow(), cancel), cancel);

    /// <summary>Whom a writer is like, the likely ones first and the latest decisions before the older ones; five at the most.</summary>
    /// <param name="within">The stories whose comments whoever asks may read: no other is compared.</param>
    public static async Task<IReadOnlyList<Likeness>> FindAsync(
        DbScope scope,
        Site site,
        Guid writer,
        StorySections within,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var barred = await ListBarredAsync(scope, site.Id, writer, now, cancel);
        if (barred.Count == 0 || await FindPersonAsync(scope, site.Id, writer, cancel) is not { Role: ReaderRole.Reader } mine)
            return [];
        var names = await ListEarlierNamesAsync(scope, site.Id, [writer, .. barred.Select(one => one.Id)], cancel);
        var signs = barred.ToDictionary(one => one.Id, one => SignsOf(mine, one, names));
        // Whoever looks like nobody else is compared with those alone who were thrown out last.
        var read = barred
            .OrderByDescending(one => signs[one.Id].Exists(sign => sign.Kind != SignKind.New))
            .ThenByDescending(one => one.At)
            .Take(MostRead)
            .Select(one => one.Id)
            .ToList();
        var texts = await ListTextsAsync(scope, site.Id, [writer, .. read], within, cancel);
        var own = texts[writer].Select(text => new Compared(text, site)).ToList();
        foreach (var id in read)
            signs[id].AddRange(SignsOf(own, texts[id].Select(text => new Compared(text, site))));
        return
        [
            .. barred
                .Where(one => signs[one.Id].Exists(sign => sign.Kind != SignKind.New))
                .Select(one => new Likeness(one.Id, one.Name, one.Kind, one.At, [.. signs[one.Id].OrderBy(sign => sign.Kind)]))
                .OrderByDescending(like => like.IsLikely)
                .ThenByDescending(like => like.At)
                .Take(MostShown),
        ];
    }

    private static List<Sign> SignsOf(Person mine, Barred other, ILookup<Guid, string> earlier)
    {
        var signs = new List<Sign>();
        if (mine.Email is { } one && other.Email is { } two && Mailbox.Of(one) == Mailbox.Of(two))
            signs.Add(new(SignKind.Mailbox));
        var theirs = earlier[other.Id].Prepend(other.Name).ToLookup(LookOf);
        foreach (var name in earlier[mine.Id].Prepend(mine.Name))
        {
            if (LookOf(name) is { Length: >= ShortestLook } look && theirs[look].FirstOrDefault() is { } same)
            {
                signs.Add(new(SignKind.Name, name, same));
                break;
            }
        }

        if (mine.CreatedAt >= other.At && mine.CreatedAt <= other.At + SoonAfter)
            signs.Add(new(SignKind.New));
        return signs;
    }

    private static IEnumerable<Sign> SignsOf(List<Compared> mine, IEnumerable<Compared> others)
    {
        var (isSaid, isLinked) = (false, false);
        foreach (var other in others)
        foreach (var own in mine)
        {
            if (!isSaid && own.IsNearly(other))
            {
                isSaid = true;
                yield return new(SignKind.Words, Comment: other.Comment);
            }

            if (!isLinked && own.Links.FirstOrDefault(other.Links.Contains) is { } link)
            {
                isLinked = true;
                yield return new(SignKind.Link, link, link, other.Comment);
            }
        }
    }

    // A name that is taken gets a number behind it.
    private static string LookOf(string name) =>
        Skeleton.Of(name.TrimEnd([.. "0123456789_-. "])).Replace(" ", "", StringComparison.Ordinal);

    private static async Task<List<Barred>> ListBarredAsync(
        DbScope scope,
        SiteId site,
        Guid writer,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var found = await scope.ListAsync(
            Barring,
            [("@site", site), ("@back", LooksBack), ("@now", now), ("@writer", writer), ("@most", MostCompared)],
            row => new Barred(row.Guid(0), row.Text(1), row.TextOrNull(2), (SanctionKind)row.Int(3), row.Time(4)),
            cancel
        );
        // Who is suspended and banned is one.
        return [.. found.DistinctBy(one => one.Id)];
    }

    private static Task<Person?> FindPersonAsync(DbScope scope, SiteId site, Guid reader, CancellationToken cancel) =>
        scope.FirstAsync(
            """
            SELECT r.name, CASE WHEN a.confirmed_at IS NOT NULL THEN a.email END, r.role, r.created_at
            FROM reader r LEFT JOIN account a ON a.id = r.account_id
            WHERE r.site_id = @site AND r.id = @reader
            """,
            [("@site", site), ("@reader", reader)],
            row => new Person(reader, row.Text(0), row.TextOrNull(1), (ReaderRole)row.Int(2), row.Time(3)),
            cancel
        );

    private static async Task<ILookup<Guid, string>> ListEarlierNamesAsync(
        DbScope scope,
        SiteId site,
        IReadOnlyCollection<Guid> readers,
        CancellationToken cancel
    )
    {
        var (names, parameters) = DbScope.In("id", readers);
        var rows = await scope.ListAsync(
            $"SELECT reader_id, name FROM earlier_name WHERE site_id = @site AND reader_id IN ({names})",
            [("@site", site), .. parameters],
            row => (Reader: row.Guid(0), Name: row.Text(1)),
            cancel
        );
        return rows.ToLookup(row => row.Reader, row => row.Name);
    }

    /// <summary>
    /// The latest texts of several readers: a part for each, along the index of who wrote what, for the engines have no common way to
    /// say "ten of each".
    /// </summary>
    internal static string LatestOf(int readers)
    {
        var parts = Enumerable
            .Range(0, readers)
            .Select(i =>
                $"""
                    SELECT p{i}.author_id, p{i}.comment_id FROM (SELECT author_id, comment_id FROM authored
                        WHERE site_id = @site AND author_id = @author{i} ORDER BY at DESC, comment_id DESC LIMIT @most) p{i}
                    """
            );
        return $"""
            SELECT w.author_id, c.id, c.source FROM ({string.Join(" UNION ALL ", parts)}) w
            JOIN comment c ON c.site_id = @site AND c.id = w.comment_id WHERE 1 = 1
            """;
    }

    private static async Task<ILookup<Guid, Text>> ListTextsAsync(
        DbScope scope,
        SiteId site,
        List<Guid> readers,
        StorySections within,
        CancellationToken cancel
    )
    {
        var rows = await scope.ListAsync(
            LatestOf(readers.Count) + within.And("c.thread_id"),
            [
                ("@site", site),
                ("@most", TextsOfEach),
                .. within.Parameters,
                .. readers.Select((id, i) => ($"@author{i}", (object?)id)),
            ],
            row => (Author: row.Guid(0), Text: new Text(row.Guid(1), row.Text(2))),
            cancel
        );
        return rows.ToLookup(row => row.Author, row => row.Text);
    }

    private sealed record Person(Guid Id, string Name, string? Email, ReaderRole Role, DateTimeOffset CreatedAt);

    private sealed record Barred(Guid Id, string Name, string? Email, SanctionKind Kind, DateTimeOffset At);

    private sealed record Text(Guid Comment, string Source);

    /// <summary>What is compared of a text: its runs of words, and where it leads to outside the site.</summary>
    private sealed class Compared
    {
        private readonly Shingles words;

        public Compared(Text text, Site site)
        {
            var folded = FoldedText.Of(text.Source);
            Comment = text.Comment;
            words = Shingles.Of(folded);
            Links =
            [
                .. WebAddresses
                    .In(folded)
                    .Select(place => LinkOf(FoldedText.Of(place.In(text.Source)).Folded))
                    .Where(link => !site.Origins.Any(origin => IsBelow(link, LinkOf(origin))))
                    .Distinct(),
            ];
        }

        public Guid Comment { get; }
        public IReadOnlyList<string> Links { get; }

        public bool IsNearly(Compared other) => words.AreNearly(other.words);

        private static bool IsBelow(string link, string place) =>
            link.StartsWith(place, StringComparison.Ordinal)
            && (link.Length == place.Length || link[place.Length] is '/' or '?' or '#' or ':');

        // Without what stands before the host.
        private static string LinkOf(string address)
        {
            var from = address.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme ? scheme + 3 : 0;
            var link = address[from..].TrimEnd('/').ToLowerInvariant();
            return Markup.WebAddress.WithoutWww(link).ToString();
        }
    }
}
