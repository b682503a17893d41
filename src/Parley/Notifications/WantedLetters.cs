using System.Text.Json;
using System.Text.Json.Serialization;
using Parley.Http;
using Parley.Mail;
using Parley.Readers;
using Parley.Sites;
using Parley.Storage;

namespace Parley.Notifications;

/// <summary>What the writer of a letter about replies needs.</summary>
/// <param name="After">It tells what was noticed after this and until <paramref name="Until"/>, in microseconds: of two letters no two tell the same.</param>
internal sealed record LetterSpan(Guid Reader, Guid Thread, long After, long Until)
{
    public string ToJson() => JsonSerializer.Serialize(this, LetterSpanJson.Default.LetterSpan);

    public static LetterSpan FromJson(string json) =>
        JsonSerializer.Deserialize(json, LetterSpanJson.Default.LetterSpan)
        ?? throw new JsonException("The facts of a letter are an object.");
}

[JsonSerializable(typeof(LetterSpan))]
internal sealed partial class LetterSpanJson : JsonSerializerContext;

/// <summary>Asks for letters about replies: at most one a day for a reader and a thread.</summary>
internal sealed class WantedLetters(Outbox outbox, SiteDirectory sites, ClientFacts clients)
{
    public const string Kind = "replies";

    // Answers come in a burst, and slips are mended or taken down in the first minutes.
    internal static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Apart = TimeSpan.FromDays(1);

    /// <summary>Wakes the sender, once what was asked for is committed.</summary>
    public void Wake() => outbox.Wake();

    /// <summary>Says that there is something to tell a reader. Nothing where a letter that will tell it is on its way.</summary>
    public async Task AskAsync(
        DbScope scope,
        SiteId site,
        Guid reader,
        Guid thread,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        if (await FindAddressAsync(scope, site, reader, thread, cancel) is not { } address)
            return;
        var last = await scope.FirstAsync(
            "SELECT due_at FROM thread_letters WHERE site_id = @site AND reader_id = @reader AND thread_id = @thread"
                + scope.Dialect.ForUpdate,
            [("@site", site), ("@reader", reader), ("@thread", thread)],
            row => row.TimeOrNull(0),
            cancel
        );
        if (last >= now)
            return;
        var due = last + Apart is { } later && later > now + Pause ? later : now + Pause;
        await scope.ExecuteAsync(
            """
            INSERT INTO thread_letters (site_id, reader_id, thread_id, due_at, is_stopped, stop_code)
            VALUES (@site, @reader, @thread, @due, @no, @code)
            ON CONFLICT (site_id, reader_id, thread_id) DO UPDATE SET due_at = excluded.due_at
            """,
            [("@site", site), ("@reader", reader), ("@thread", thread), ("@due", due), ("@no", false), ("@code", Ids.Secret())],
            cancel
        );
        var span = new LetterSpan(reader, thread, last?.ToMicros() ?? 0, due.ToMicros());
        // Not withdrawn with the account's links: a letter about replies opens nothing, and goes to the address of that moment or not at all.
        await outbox.AskAsync(scope, site, Kind, address, span.ToJson(), cancel, due: due);
    }

    /// <summary>Says that a letter had nothing to tell: what comes next need not wait for another day.</summary>
    public static Task GiveBackAsync(DbScope scope, SiteId site, LetterSpan span, CancellationToken cancel) =>
        scope.ExecuteAsync(
            """
            UPDATE thread_letters SET due_at = @after
            WHERE site_id = @site AND reader_id = @reader AND thread_id = @thread AND due_at = @until
            """,
            [
                ("@after", span.After),
                ("@site", site),
                ("@reader", span.Reader),
                ("@thread", span.Thread),
                ("@until", span.Until),
            ],
            cancel
        );

    /// <summary>
    /// Where letters to a reader about a thread go; null where none may. The one place that says who is written to: whoever stops
    /// more must be asked for here. Of whose words a letter tells, <see cref="NotificationStore"/> says.
    /// </summary>
    public async Task<string?> FindAddressAsync(DbScope scope, SiteId site, Guid reader, Guid thread, CancellationToken cancel)
    {
        // A letter takes words out of the house: not where only some may read them, and not without an address for its links.
        if (clients.PublicHome is null || await sites.FindAsync(site) is not { Settings.Read.IsToAll: true })
            return null;
        if (!(await ReaderChoices.FindAsync(scope, site, reader, cancel)).WantsLetters)
            return null;
        return await scope.FirstAsync(
            """
            SELECT a.email FROM reader r JOIN account a ON a.id = r.account_id
            WHERE r.site_id = @site AND r.id = @reader AND a.confirmed_at IS NOT NULL AND a.leaves_at IS NULL AND NOT EXISTS
                (SELECT 1 FROM thread_letters l WHERE l.site_id = @site AND l.reader_id = @reader AND l.thread_id = @thread AND l.is_stopped)
            """,
            [("@site", site), ("@reader", reader), ("@thread", thread)],
            row => row.Text(0),
            cancel
        );
    }
}
