using Parley.Events;
using Parley.Markup;
using Parley.Readers;
using Parley.Storage;
using Parley.Threads;

namespace Parley.Newsroom;

/// <summary>Sets the opening question of a thread, changes it, or takes it away.</summary>
internal sealed class AskQuestion(Database database, TimeProvider clock)
{
    /// <summary>A question, not an article.</summary>
    public const int MostCharacters = 500;

    /// <param name="Source">As it is kept; empty where there is none now.</param>
    /// <param name="Version">The thread's version with it.</param>
    internal sealed record Asked(string Source, long Version);

    /// <param name="typed">Null takes the question away: nobody does that by an empty box.</param>
    public async Task<Result<Asked>> HandleAsync(
        SiteId site,
        Guid threadId,
        Reader staff,
        string? typed,
        CancellationToken cancel
    )
    {
        var source = "";
        if (typed is not null)
        {
            var read = SourceText.Of(typed, TextLimits.Of(MostCharacters));
            if (!read.IsSuccess)
                return read.Problem;
            source = read.Value.Value;
        }

        var html = source.Length == 0 ? "" : CommentMarkup.Render(source).Value;
        return await database.WriteAsync<Result<Asked>>(
            async scope =>
            {
                if (await ThreadStore.LockAsync(scope, site, threadId, cancel) is not { } thread)
                    return Problems.ThreadNotFound;
                var last = await QuestionStore.FindLastAsync(scope, site, threadId, cancel);
                if (source == (last?.Source ?? ""))
                    return new Asked(source, thread.Version);
                var now = clock.GetUtcNow();
                await scope.ExecuteAsync(
                    """
                    INSERT INTO question (site_id, thread_id, number, source, html, asked_by, asked_at)
                    VALUES (@site, @thread, @number, @source, @html, @by, @at)
                    """,
                    [
                        ("@site", site),
                        ("@thread", threadId),
                        ("@number", (last?.Number ?? 0) + 1),
                        ("@source", source),
                        ("@html", html),
                        ("@by", staff.Id),
                        ("@at", now),
                    ],
                    cancel
                );
                await scope.ExecuteAsync(
                    "UPDATE comment_thread SET version = version + 1 WHERE site_id = @site AND id = @id",
                    [("@site", site), ("@id", threadId)],
                    cancel
                );
                var version = thread.Version + 1;
                await EventLog.AppendAsync(scope, site, EventKind.QuestionChanged, now, cancel, threadId, version);
                return new Asked(source, version);
            },
            cancel
        );
    }
}
