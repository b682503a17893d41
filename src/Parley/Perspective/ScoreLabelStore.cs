using Parley.Reasons;
using Parley.Storage;

namespace Parley.Perspective;

/// <summary>What somebody says of a text: of the whole, or of a place in it.</summary>
/// <param name="Value">From 0 to 1.</param>
internal sealed record SuggestedScore(string Attribute, double Value, Place? Place);

/// <summary>A text of which something is said, and by whom.</summary>
/// <param name="Language">As the program named it; null where it did not.</param>
/// <param name="Community">The program's own name for where it stands; may be empty.</param>
/// <param name="ClientToken">The program's own name for the text; may be empty.</param>
internal sealed record LabelledText(string Text, string? Language, string Community, string ClientToken, string KeyName);

/// <summary>
/// What people of a site think of texts, as programs tell it. The texts are words of persons: they are kept as long as a model of the site may
/// learn from them, and no longer.
/// </summary>
internal sealed class ScoreLabelStore(Database database, TimeProvider clock) : IKeptForATime
{
    /// <summary>Half a year: what a site's people thought before that, a model learns from what they think since.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(180);

    // So many texts are held at once, however long they are. Those of one moment are read together: a program that tells more than that in a
    // microsecond loses some.
    private const int AtOnce = 100;

    /// <summary>Keeps what was said. Where the program has a name for the text, it takes the place of what it said of it before.</summary>
    public Task KeepAsync(
        SiteId site,
        Func<Guid> newId,
        LabelledText about,
        IReadOnlyList<SuggestedScore> scores,
        DateTimeOffset now,
        CancellationToken cancel
    ) =>
        database.WriteAsync(
            async scope =>
            {
                foreach (var attribute in scores.Select(score => score.Attribute).Distinct())
                    await ForgetAsync(scope, site, about, attribute, cancel);
                foreach (var score in scores)
                    await scope.ExecuteAsync(
                        """
                        INSERT INTO score_label (site_id, id, at, key_name, text, attribute, value, span_start, span_length, language,
                            community, client_token)
                        VALUES (@site, @id, @at, @key, @text, @attribute, @value, @start, @length, @language, @community, @token)
                        """,
                        [
                            ("@site", site),
                            ("@id", newId()),
                            ("@at", now),
                            ("@key", about.KeyName),
                            ("@text", Kept(about.Text)),
                            ("@attribute", score.Attribute),
                            ("@value", score.Value),
                            ("@start", score.Place?.Start),
                            ("@length", score.Place?.Length),
                            ("@language", about.Language is { } language ? Kept(language) : null),
                            ("@community", Kept(about.Community)),
                            ("@token", Kept(about.ClientToken)),
                        ],
                        cancel
                    );
            },
            cancel
        );

    /// <summary>How many of a site are kept.</summary>
    public async Task<long> CountAsync(SiteId site, CancellationToken cancel) =>
        await database.ReadAsync(
            scope =>
                scope.FirstAsync(
                    "SELECT count(*) FROM score_label WHERE site_id = @site",
                    [("@site", site)],
                    row => row.Long(0),
                    cancel
                ),
            cancel
        );

    /// <summary>Of how many whole texts something was told, as far as these were not told of at once.</summary>
    public async Task<int> CountToLearnAsync(SiteId site, CancellationToken cancel) =>
        await database.ReadAsync(
            async scope =>
                (int)
                    await scope.FirstAsync(
                        "SELECT count(DISTINCT at) FROM score_label WHERE site_id = @site AND span_start IS NULL",
                        [("@site", site)],
                        row => row.Long(0),
                        cancel
                    ),
            cancel
        );

    /// <summary>
    /// What was told of whole texts, the newest first, to learn from: a text of which anything was said to be so is one that people would
    /// take down.
    /// </summary>
    /// <param name="most">Texts.</param>
    /// <param name="make">What is kept of each, of its words, whether it was so, and when it was told.</param>
    public async Task<List<T>> ListToLearnAsync<T>(
        SiteId site,
        int most,
        Func<string, bool, DateTimeOffset, T> make,
        CancellationToken cancel
    )
    {
        var (made, before) = (new List<T>(), clock.GetUtcNow().AddDays(1));
        while (made.Count < most)
        {
            var some = await database.ReadAsync(
                scope =>
                    scope.ListAsync(
                        """
                        SELECT at, text, max(value) FROM score_label
                        WHERE site_id = @site AND span_start IS NULL AND at IN (
                            SELECT DISTINCT at FROM score_label WHERE site_id = @site AND span_start IS NULL AND at < @before
                            ORDER BY at DESC LIMIT @most)
                        GROUP BY at, text ORDER BY at DESC
                        """,
                        [("@site", site), ("@before", before), ("@most", AtOnce)],
                        row => (At: row.Time(0), Text: row.Text(1), Value: row.Double(2)),
                        cancel
                    ),
                cancel
            );
            made.AddRange(some.Select(one => make(one.Text, one.Value >= 0.5, one.At)));
            if (some.Count == 0)
                break;
            before = some[^1].At;
        }

        return made;
    }

    /// <inheritdoc/>
    public Task SweepAsync(CancellationToken cancel) =>
        database.WriteAsync(
            scope =>
                scope.ExecuteAsync(
                    "DELETE FROM score_label WHERE site_id IN (SELECT id FROM site) AND at < @old",
                    [("@old", clock.GetUtcNow() - KeptFor)],
                    cancel
                ),
            cancel
        );

    private static Task ForgetAsync(
        DbScope scope,
        SiteId site,
        LabelledText about,
        string attribute,
        CancellationToken cancel
    ) =>
        about.ClientToken.Length == 0
            ? Task.CompletedTask
            : scope.ExecuteAsync(
                """
                DELETE FROM score_label WHERE site_id = @site AND client_token = @token AND community = @community
                    AND attribute = @attribute
                """,
                [
                    ("@site", site),
                    ("@token", Kept(about.ClientToken)),
                    ("@community", Kept(about.Community)),
                    ("@attribute", attribute),
                ],
                cancel
            );

    // PostgreSQL keeps no zero among letters.
    private static string Kept(string text) => text.Replace('\0', '\uFFFD');
}
