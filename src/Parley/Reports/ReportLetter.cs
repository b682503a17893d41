using System.Text.Json;
using System.Text.Json.Serialization;
using Parley.Http;
using Parley.Mail;
using Parley.Readers;
using Parley.Sites;
using Parley.Storage;
using Parley.Views.Mail;

namespace Parley.Reports;

/// <summary>The letter that tells a reader what came of their report, where they wished for one. It names nobody, and quotes nothing.</summary>
internal sealed class ReportLetter(Database database, SiteDirectory sites, ReaderChoices choices, ClientFacts clients)
    : ILetterWriter
{
    private const string Called = "report";

    public string Kind => Called;

    /// <summary>Asks for the letters, as part of the change that settles reports. Nothing where there is no address to write to.</summary>
    /// <param name="reports">Whose senders want one.</param>
    /// <param name="due">When they go: not before a slip of the hand was taken back.</param>
    public static async Task AskAsync(
        DbScope scope,
        Outbox outbox,
        SiteId site,
        IEnumerable<Guid> reports,
        Settlement settled,
        DateTimeOffset due,
        CancellationToken cancel
    )
    {
        foreach (var report in reports)
        {
            if (await FindAsync(scope, site, report, cancel) is { Address: { } address })
                await outbox.AskAsync(
                    scope,
                    site,
                    Called,
                    address,
                    new ReportFacts(report, settled.At.ToMicros(), settled.Outcome).ToJson(),
                    cancel,
                    due: due
                );
        }
    }

    public async Task<Letter?> WriteAsync(Wanted wanted, CancellationToken cancel)
    {
        var facts = ReportFacts.FromJson(wanted.Content);
        if (
            await sites.FindAsync(wanted.Site) is not { } site
            || await database.ReadAsync(scope => FindAsync(scope, site.Id, facts.Report, cancel), cancel) is not { } told
            // Taken back or reversed before it went, or the address is somebody else's by now.
            || told.SettledAt?.ToMicros() != facts.SettledAt
            || told.Outcome != facts.Outcome
            || told.Address != wanted.Address
        )
            return null;
        var words = (await choices.FindWordsAsync(site, told.Reader, cancel)).In(site.Zone, told.At);
        (string, object)[] blanks = [("site", site.Title), ("time", words.Moment(told.At)), ("rule", told.Ground ?? "")];
        var model = new LetterModel(
            site.Title,
            words.Format("mail.report.subject", blanks),
            [words.Format("mail.report." + told.Outcome.ToString()!.ToLowerInvariant(), blanks)]
        );
        if (clients.PublicHome is { } home)
            model = model with { Url = home.Absolute($"/{site.Name}/notifications"), Do = words["mail.report.do"] };
        return await Letter.WriteAsync(words, site.Title, model.Subject, model);
    }

    private static async Task<Told?> FindAsync(DbScope scope, SiteId site, Guid report, CancellationToken cancel)
    {
        var found = await scope.FirstAsync(
            "SELECT reader_id, at, settled_at, outcome, ground FROM report WHERE site_id = @site AND id = @id",
            [("@site", site), ("@id", report)],
            row => new Told(
                row.GuidOrNull(0),
                row.Time(1),
                row.TimeOrNull(2),
                row.IsNull(3) ? null : (ReportOutcome)row.Int(3),
                row.TextOrNull(4)
            ),
            cancel
        );
        return found is { Reader: { } reader }
            ? found with
            {
                Address = await ReaderStore.FindConfirmedAddressAsync(scope, site, reader, cancel),
            }
            : null;
    }

    private sealed record Told(
        Guid? Reader,
        DateTimeOffset At,
        DateTimeOffset? SettledAt,
        ReportOutcome? Outcome,
        string? Ground
    )
    {
        public string? Address { get; init; }
    }
}

/// <summary>What the writer of the letter needs.</summary>
/// <param name="SettledAt">When it was settled, in microseconds.</param>
/// <param name="Outcome">What came of it: where that is reversed before the letter goes, another one is asked for.</param>
internal sealed record ReportFacts(Guid Report, long SettledAt, ReportOutcome? Outcome)
{
    public string ToJson() => JsonSerializer.Serialize(this, ReportFactsJson.Default.ReportFacts);

    public static ReportFacts FromJson(string json) =>
        JsonSerializer.Deserialize(json, ReportFactsJson.Default.ReportFacts)
        ?? throw new JsonException("The facts of a letter are an object.");
}

[JsonSerializable(typeof(ReportFacts))]
internal sealed partial class ReportFactsJson : JsonSerializerContext;
