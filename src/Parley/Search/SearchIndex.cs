using System.Buffers.Binary;
using Parley.Events;
using Parley.Markup;
using Parley.Storage;

namespace Parley.Search;

/// <summary>Keeps the words of what is public. What is public no longer leaves it.</summary>
internal sealed class SearchIndex : ITableFollower
{
    private const int AtOnce = 50;

    public string Name => "search";

    public async Task ApplyAsync(DbScope scope, IReadOnlyList<Event> events, CancellationToken cancel)
    {
        var ofComments = events.Where(happened => happened.Kind.IsOfWords() && happened.SubjectId is not null);
        foreach (var ofSite in ofComments.GroupBy(happened => happened.Site))
        foreach (var some in ofSite.Select(happened => happened.SubjectId!.Value).Distinct().Chunk(AtOnce))
            await FollowAsync(scope, ofSite.Key, some, cancel);
    }

    private static async Task FollowAsync(DbScope scope, SiteId site, IReadOnlyCollection<Guid> some, CancellationToken cancel)
    {
        var (names, parameters) = DbScope.In("c", some);
        await scope.ExecuteAsync(
            $"DELETE FROM search_text WHERE site_id = @site AND comment_id IN ({names})",
            [("@site", site), .. parameters],
            cancel
        );
        var texts = await scope.ListAsync(
            $"SELECT id, thread_id, posted_at, html, position FROM comment WHERE site_id = @site AND state = 0 AND id IN ({names})",
            [("@site", site), .. parameters],
            row => (Id: row.Guid(0), Thread: row.Guid(1), PostedAt: row.Time(2), Html: row.Text(3), Position: row.Long(4)),
            cancel
        );
        foreach (var text in texts)
        {
            var words = WordsOf(site, text.Thread, text.Html);
            var place = PlaceOf(text.PostedAt, text.Thread, text.Position);
            while (!await AddAsync(scope, site, text.Id, place, words, cancel))
                place++;
        }
    }

    // Two of one place, by chance: the next is as good.
    private static async Task<bool> AddAsync(
        DbScope scope,
        SiteId site,
        Guid comment,
        long place,
        string words,
        CancellationToken cancel
    ) =>
        await scope.ExecuteAsync(
            "INSERT INTO search_text (id, site_id, comment_id, words) VALUES (@id, @site, @comment, @words) ON CONFLICT DO NOTHING",
            [("@id", place), ("@site", site), ("@comment", comment), ("@words", words)],
            cancel
        ) == 1;

    internal static string WordsOf(SiteId site, Guid thread, string html)
    {
        var text = PlainText.OfKept(html);
        return string.Join(
            ' ',
            [
                SearchWords.OfSite(site),
                SearchWords.OfThread(thread),
                .. SearchWords.Cut(text).Select(word => word.Word),
                // Where no two of them stand together, or what is in quotation marks would be found that is not there.
                .. SearchWords.Singles(text).SelectMany(single => new[] { "x", single }),
            ]
        );
    }

    // In the order of time, to the millisecond. Comments of one thread lie side by side where their times are alike, as all of an
    // import without times are: looking for a free place one by one would take longer and longer.
    private static long PlaceOf(DateTimeOffset postedAt, Guid thread, long position)
    {
        const int Beside = 20;
        var time = Math.Clamp(postedAt.ToUnixTimeMilliseconds(), 0, long.MaxValue >> Beside);
        Span<byte> bytes = stackalloc byte[16];
        thread.TryWriteBytes(bytes);
        return time << Beside | (BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]) + position) & ((1 << Beside) - 1);
    }
}
