using System.Text.Json;
using System.Text.Json.Serialization;
using Parley.Http;
using Parley.Mail;
using Parley.Readers;
using Parley.Reasons;
using Parley.Sites;
using Parley.Storage;
using Parley.Views.Mail;

namespace Parley.Sanctions;

/// <summary>
/// The letter to somebody about whom something was decided: what, why, under which rule, until when. It goes to a confirmed address,
/// whatever letters its owner wants otherwise, and names nobody.
/// </summary>
internal sealed class SanctionLetter(Database database, SiteDirectory sites, ReaderChoices choices, ClientFacts clients)
    : ILetterWriter
{
    private const string Called = "sanction";

    public string Kind => Called;

    /// <summary>Asks for the letter, as part of the change that gives the sanction. Nothing where there is no address to write to.</summary>
    public static async Task AskAsync(DbScope scope, Outbox outbox, SiteId site, Sanction sanction, CancellationToken cancel)
    {
        if (await ReaderStore.FindConfirmedAddressAsync(scope, site, sanction.ReaderId, cancel) is { } address)
            await outbox.AskAsync(
                scope,
                site,
                Called,
                address,
                new SanctionFacts(sanction.Id).ToJson(),
                cancel,
                due: sanction.At + Statement.LettersAfter
            );
    }

    public async Task<Letter?> WriteAsync(Wanted wanted, CancellationToken cancel)
    {
        if (await sites.FindAsync(wanted.Site) is not { } site)
            return null;
        var id = SanctionFacts.FromJson(wanted.Content).Sanction;
        var (sanction, address) = await database.ReadAsync(
            async scope =>
                await SanctionStore.FindAsync(scope, site.Id, id, cancel) is { } found
                    ? (found, await ReaderStore.FindConfirmedAddressAsync(scope, site.Id, found.ReaderId, cancel))
                    : default,
            cancel
        );
        // Lifted before it went, or the address is somebody else's by now.
        if (sanction is not { LiftedAt: null } || address != wanted.Address)
            return null;
        var words = (await choices.FindWordsAsync(site, sanction.ReaderId, cancel)).In(site.Zone, sanction.At);
        var kind = sanction.Kind.ToWord();
        var model = new LetterModel(
            site.Title,
            words.Format("mail.sanction.subject", ("site", site.Title), ("kind", words["sanction.kind-" + kind])),
            [
                words.Format("mail.sanction.lead", ("site", site.Title)),
                words["sanction.takes-" + kind],
                .. Reasons(words, sanction),
            ]
        );
        if (clients.PublicHome is { } home)
            model = model with
            {
                // Whoever is shut out has no page of their own to read it on.
                Url = home.Absolute(
                    $"/{site.Name}" + (sanction is { Kind: SanctionKind.Ban, Rule: { } rule } ? rule.Path : "/me")
                ),
                Do = words[sanction.Kind == SanctionKind.Ban ? "mail.sanction.do-rules" : "mail.sanction.do"],
                After = sanction.ObjectionPathAt(sanction.At) is { } path
                    ?
                    [
                        words.Format(
                            "mail.objection.how",
                            ("time", words.Moment(sanction.At.AddMonths(Statement.MonthsToObject))),
                            ("url", home.Absolute($"/{site.Name}{path}"))
                        ),
                    ]
                    : [],
            };
        return await Letter.WriteAsync(words, site.Title, model.Subject, model);
    }

    private static IEnumerable<string> Reasons(Words words, Sanction sanction)
    {
        yield return words.Format("sanction.reason", ("words", sanction.WordsIn(words.Language)));
        if (sanction.Rule is { } rule)
            yield return words.Format(rule.Law is null ? "sanction.rule" : "sanction.law", ("rule", rule.Name));
        if (sanction.EverywhereId is not null)
            yield return words["sanction.everywhere-says"];
        if (sanction.Until is { } until)
            yield return words.Format("sanction.until", ("time", words.Moment(until)));
    }
}

/// <summary>What the writer of the letter needs.</summary>
internal sealed record SanctionFacts(Guid Sanction)
{
    public string ToJson() => JsonSerializer.Serialize(this, SanctionFactsJson.Default.SanctionFacts);

    public static SanctionFacts FromJson(string json) =>
        JsonSerializer.Deserialize(json, SanctionFactsJson.Default.SanctionFacts)
        ?? throw new JsonException("The facts of a letter are an object.");
}

[JsonSerializable(typeof(SanctionFacts))]
internal sealed partial class SanctionFactsJson : JsonSerializerContext;
