using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging;
using Parley.Http;
using Parley.Mail;
using Parley.Readers;
using Parley.Sites;
using Parley.Storage;
using Parley.Views.Mail;

namespace Parley.Evening;

/// <summary>What the writer of an evening's letter needs.</summary>
/// <param name="Day">As <see cref="EveningDay.ToWord"/> has it.</param>
internal sealed record EveningSpan(Guid Reader, string Day);

[JsonSerializable(typeof(EveningSpan))]
internal sealed partial class EveningSpanJson : JsonSerializerContext;

/// <summary>
/// Tells a reporter by letter, once an evening, that readers wrote for them: how many of each kind, and where to read it. Whoever has nothing on
/// their list, or wants no letters, gets none; no words of readers go out by it.
/// </summary>
internal sealed class EveningLetter(
    Database database,
    SiteDirectory sites,
    ReaderStore readers,
    ReaderChoices choices,
    ReadEvening evening,
    Outbox outbox,
    ClientFacts clients,
    TimeProvider clock,
    ILogger<EveningLetter> logger
) : EveryMinute(logger), ILetterWriter
{
    // A program that was down at six has still something to say by nine, and nothing in the night.
    private static readonly TimeSpan Late = TimeSpan.FromHours(3);

    // Of whom a letter can reach and who wants letters: the one place that says it.
    private const string Reached = """
        SELECT r.id, a.email FROM reader r JOIN account a ON a.id = r.account_id
        LEFT JOIN reader_choice c ON c.site_id = r.site_id AND c.reader_id = r.id
        WHERE r.site_id = @site AND r.role > 0 AND a.confirmed_at IS NOT NULL AND a.leaves_at IS NULL
            AND (c.wants_letters IS NULL OR c.wants_letters)
        """;

    public string Kind => "evening";

    protected override Task LookAsync(CancellationToken cancel) => CallAsync(cancel);

    /// <summary>Asks for the letters of each site whose evening has come.</summary>
    /// <returns>For how many sites this node did.</returns>
    internal async Task<int> CallAsync(CancellationToken cancel)
    {
        // A letter leads somewhere.
        if (clients.PublicHome is null)
            return 0;
        var called = 0;
        await ForEachAsync(
            await sites.ListAsync(),
            site => site.Name,
            async site =>
            {
                var now = clock.GetUtcNow();
                var day = EveningDay.Now(site, now);
                if (now < day.Until || now >= day.Until + Late)
                    return;
                if (
                    !await database.ReadAsync(scope => IsCalledAsync(scope, site, day, cancel), cancel)
                    && await database.WriteAsync(scope => CallAsync(scope, site, day, cancel), cancel)
                )
                    called++;
            },
            cancel
        );
        if (called > 0)
            outbox.Wake();
        return called;
    }

    public async Task<Letter?> WriteAsync(Wanted wanted, CancellationToken cancel)
    {
        var span =
            JsonSerializer.Deserialize(wanted.Content, EveningSpanJson.Default.EveningSpan)
            ?? throw new JsonException("The facts of a letter are an object.");
        var now = clock.GetUtcNow();
        // Whoever works here no more, has another address, or wants no letters by now, gets none.
        if (
            clients.PublicHome is not { } home
            || await sites.FindAsync(wanted.Site) is not { } site
            || !EveningDay.TryRead(site, span.Day, now, out var day)
            || await readers.FindAsync(site.Id, span.Reader, cancel) is not { } reporter
            || await FindAddressAsync(site.Id, span.Reader, cancel) != wanted.Address
        )
            return null;
        var list = await evening.HandleAsync(site, reporter, day, ofAll: false, cancel);
        if (list.Lines.Count == 0)
            return null;
        var words = (await choices.FindWordsAsync(site, span.Reader, cancel)).In(site.Zone, now);
        var counts = EveningKinds
            .Listed.Select(kind => (Kind: kind, Count: list.Lines.Count(line => line.Kind == kind)))
            .Where(one => one.Count > 0)
            .Select(one => words.Count($"mail.evening.{one.Kind.ToWord()}", one.Count));
        var model = new LetterModel(
            site.Title,
            words.Count("mail.evening.subject", list.Lines.Count),
            [words.Format("mail.evening.lead", ("counts", words.Listed(counts)))]
        )
        {
            Url = home.Absolute($"/{site.Name}/newsroom/evening?stories=mine&day={span.Day}"),
            Do = words["mail.evening.do"],
            After = [words.Format("mail.evening.stop", ("url", home.Absolute($"/{site.Name}/account")))],
        };
        return await Letter.WriteAsync(words, site.Title, model.Subject, model);
    }

    private Task<string?> FindAddressAsync(SiteId site, Guid reader, CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                scope.FirstAsync(
                    $"{Reached} AND r.id = @reader",
                    [("@site", site), ("@reader", reader)],
                    row => row.Text(1),
                    cancel
                ),
            cancel
        );

    private static async Task<bool> IsCalledAsync(DbScope scope, Site site, EveningDay day, CancellationToken cancel) =>
        await scope.FirstAsync(
            "SELECT 1 FROM evening_call WHERE site_id = @site AND evening >= @evening",
            [("@site", site.Id), ("@evening", day.Until)],
            row => row.Int(0),
            cancel
        ) == 1;

    // Another node may have asked meanwhile.
    private async Task<bool> CallAsync(DbScope scope, Site site, EveningDay day, CancellationToken cancel)
    {
        var isOurs = await scope.ExecuteAsync(
            """
            INSERT INTO evening_call (site_id, evening) VALUES (@site, @evening)
            ON CONFLICT (site_id) DO UPDATE SET evening = excluded.evening WHERE evening_call.evening < excluded.evening
            """,
            [("@site", site.Id), ("@evening", day.Until)],
            cancel
        );
        if (isOurs == 0)
            return false;
        var staff = await scope.ListAsync(
            Reached,
            [("@site", site.Id)],
            row => (Reader: row.Guid(0), Address: row.Text(1)),
            cancel
        );
        foreach (var (reader, address) in staff)
            await outbox.AskAsync(
                scope,
                site.Id,
                Kind,
                address,
                JsonSerializer.Serialize(new(reader, day.ToWord()), EveningSpanJson.Default.EveningSpan),
                cancel
            );
        return true;
    }
}
