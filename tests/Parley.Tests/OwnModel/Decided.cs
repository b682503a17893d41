using Parley.Storage;
using Parley.Tests.Spam;

namespace Parley.Tests.OwnModel;

/// <summary>As many decisions of people as a test needs, without the hours that they take.</summary>
internal static class Decided
{
    private static readonly Guid[] Moderators = [Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7()];

    /// <summary>As if people had decided about so many comments, one a second, a quarter of which they removed.</summary>
    /// <param name="like">A comment after which they are made.</param>
    /// <param name="since">When the first would have been decided.</param>
    /// <param name="isDecided">False for what waits.</param>
    /// <param name="moderator">Which of three decided, by the number of the comment; in turn, if it is not said.</param>
    public static Task AddAsync(
        Database database,
        SiteId site,
        Guid like,
        DateTimeOffset since,
        int from,
        int to,
        bool isDecided = true,
        Func<int, int>? moderator = null
    ) =>
        database.WriteAsync(
            async scope =>
            {
                for (var number = from; number < to; number++)
                {
                    var isRemoved = number % 4 == 0;
                    var text = isRemoved ? Texts.Spam(number) : Texts.Other(number);
                    (string, object?)[] its =
                    [
                        ("@site", site),
                        ("@like", like),
                        ("@id", Guid.CreateVersion7()),
                        ("@decision", Guid.CreateVersion7()),
                        ("@moderator", Moderators[moderator?.Invoke(number) ?? number % 3]),
                        ("@source", text),
                        ("@html", $"<p>{text}</p>"),
                        ("@number", number + 1),
                        (
                            "@state",
                            !isDecided ? 1
                            : isRemoved ? 3
                            : 0
                        ),
                        ("@at", since.AddSeconds(number)),
                    ];
                    await scope.ExecuteAsync(
                        """
                        INSERT INTO comment (site_id, id, appreciations, author_id, branch, depth, format, html, is_imported, position,
                            posted_at, renderer, source, stands, state, thread_id, time_is_unknown)
                        SELECT site_id, @id, 0, author_id, branch, depth, format, @html, is_imported, position - 100000 + @number,
                            posted_at, renderer, @source, stands, @state, thread_id, time_is_unknown
                        FROM comment WHERE site_id = @site AND id = @like
                        """,
                        its,
                        default
                    );
                    if (isDecided)
                        await scope.ExecuteAsync(
                            """
                            INSERT INTO decision (site_id, id, comment_id, moderator_id, "from", "to", at)
                            VALUES (@site, @decision, @id, @moderator, 0, @state, @at)
                            """,
                            its,
                            default
                        );
                }
            },
            default
        );

    /// <summary>As if a program had told of so many texts, one a second.</summary>
    /// <param name="isRejected">Which of them people took down, by number; every fourth, if it is not said.</param>
    public static Task TellAsync(
        Database database,
        SiteId site,
        DateTimeOffset since,
        int from,
        int to,
        Func<int, bool>? isRejected = null
    ) =>
        database.WriteAsync(
            async scope =>
            {
                for (var number = from; number < to; number++)
                {
                    var isSo = isRejected?.Invoke(number) ?? number % 4 == 0;
                    await scope.ExecuteAsync(
                        """
                        INSERT INTO score_label (site_id, id, at, key_name, text, attribute, value, community, client_token)
                        VALUES (@site, @id, @at, 'k1', @text, 'TOXICITY', @value, '', '')
                        """,
                        [
                            ("@site", site),
                            ("@id", Guid.CreateVersion7()),
                            ("@at", since.AddSeconds(number)),
                            ("@text", isSo ? Texts.Spam(number) : Texts.Other(number)),
                            ("@value", isSo ? 1.0 : 0.0),
                        ],
                        default
                    );
                }
            },
            default
        );
}
