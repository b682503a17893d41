using Parley.Postgres;
using Parley.Storage;
using Parley.Tests.Setup;

namespace Parley.Tests.Reading;

/// <summary>A thread of many comments, put into the database without passing through the door.</summary>
internal sealed record LongThread(Guid Id, IReadOnlyList<Guid> Comments)
{
    private const int AtOnce = 500;

    /// <summary>How its comments hang together: by the number of a comment, the number of its parent; none for a top-level one.</summary>
    public delegate int? Shape(int number);

    public static int? Flat(int number) => null;

    /// <summary>All of them answer the first.</summary>
    public static int? OneBranch(int number) => number == 0 ? null : 0;

    /// <summary>Chains in which each answers the one before, five hundred deep.</summary>
    public static int? Deep(int number) => number % 500 == 0 ? null : number - 1;

    public static async Task<LongThread> FillAsync(
        TestServer server,
        Guid author,
        Shape shape,
        int count,
        string url = "https://news.example/vote"
    )
    {
        var thread = await server.OpenThreadAsync(url);
        var ids = Enumerable.Range(0, count).Select(_ => Guid.CreateVersion7()).ToList();
        var (branches, depths) = (new long[count], new int[count]);
        var begin = server.Clock.GetUtcNow().AddDays(-1).ToMicros();
        // In many transactions: on PostgreSQL one that stays open holds back what follows events, in every database of the server.
        foreach (var some in Enumerable.Range(0, count).Chunk(AtOnce))
            await server.Database.WriteAsync(
                async scope =>
                {
                    foreach (var i in some)
                    {
                        if (shape(i) is { } parent)
                            (branches[i], depths[i]) = (
                                branches[parent] > 0 ? branches[parent] : begin + parent,
                                depths[parent] + 1
                            );
                        await InsertAsync(
                            scope,
                            server,
                            thread,
                            ids[i],
                            shape(i) is { } above ? ids[above] : null,
                            author,
                            branches[i],
                            depths[i],
                            begin + i
                        );
                    }
                },
                default
            );
        await server.Database.WriteAsync(
            scope =>
                scope.ExecuteAsync(
                    """
                    UPDATE comment_thread SET comment_count = @count, version = @count, last_position = @last, last_activity = @last
                    WHERE site_id = @site AND id = @thread
                    """,
                    [("@count", count), ("@last", begin + count - 1), ("@site", server.Site.Id), ("@thread", thread)],
                    default
                ),
            default
        );
        // As PostgreSQL does by itself a minute later: until then it believes that the table is empty.
        if (server.Database.Engine is PostgresEngine)
            await server.Database.WriteAsync(scope => scope.ExecuteAsync("ANALYZE comment", [], default), default);
        return new LongThread(thread, ids);
    }

    private static Task InsertAsync(
        DbScope scope,
        TestServer server,
        Guid thread,
        Guid id,
        Guid? parent,
        Guid author,
        long branch,
        int depth,
        long position
    ) =>
        scope.ExecuteAsync(
            """
            INSERT INTO comment (site_id, id, thread_id, branch, position, parent_id, depth, author_id, state, stands, source, format,
                html, renderer, posted_at, time_is_unknown, appreciations, is_imported)
            VALUES (@site, @id, @thread, @branch, @position, @parent, @depth, @author, 0, @yes, 'words', 0,
                '<p>words</p>', 1, @position, @no, @liked, @no)
            """,
            [
                ("@site", server.Site.Id),
                ("@id", id),
                ("@thread", thread),
                ("@branch", branch),
                ("@position", position),
                ("@parent", parent),
                ("@depth", depth),
                ("@author", author),
                ("@yes", true),
                ("@no", false),
                // Enough ties that the order among equals matters.
                ("@liked", (int)(position % 7)),
            ],
            default
        );
}
