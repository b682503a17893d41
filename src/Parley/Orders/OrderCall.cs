using System.Text.Json;
using System.Text.Json.Serialization;
using Parley.Http;
using Parley.Mail;
using Parley.Moderation;
using Parley.Readers;
using Parley.Sites;
using Parley.Storage;
using Parley.Views.Mail;

namespace Parley.Orders;

/// <summary>
/// The letters that call staff to an order: when it is entered, at half time, and when its time is over. They go at any hour, to the desk's
/// address and to everybody who may answer orders, and say nothing of what the order is about.
/// </summary>
internal sealed class OrderCall(SiteDirectory sites, OrderStore orders, Outbox outbox, ClientFacts clients, TimeProvider clock)
    : ILetterWriter
{
    public string Kind => "order";

    /// <summary>Asks for the letters, as part of the change that calls.</summary>
    /// <param name="calls">1 when it is entered, 2 at half time, 3 when the time is over.</param>
    public async Task AskAsync(DbScope scope, Site site, AuthorityOrder order, int calls, CancellationToken cancel)
    {
        var facts = new OrderCallFacts(order.Id, calls).ToJson();
        foreach (var address in await ListAddressesAsync(scope, site, cancel))
            await outbox.AskAsync(scope, site.Id, Kind, address, facts, cancel);
    }

    public async Task<Letter?> WriteAsync(Wanted wanted, CancellationToken cancel)
    {
        // By now somebody may have answered it.
        if (
            await sites.FindAsync(wanted.Site) is not { } site
            || await orders.FindAsync(site.Id, OrderCallFacts.FromJson(wanted.Content).Order, cancel)
                is not { AnsweredAt: null } order
        )
            return null;
        var now = clock.GetUtcNow();
        var words = Words.For(site.Language).In(site.Zone, now);
        var left = WaitingOrder.MinutesLeft(order.DueAt, now);
        (string, object)[] blanks =
        [
            ("site", site.Title),
            ("received", words.Moment(order.ReceivedAt)),
            ("due", words.Moment(order.DueAt)),
            ("left", WaitingOrder.TimeLeft(words, left)),
        ];
        var when = left > 0 ? "left" : "over";
        var model = new LetterModel(
            site.Title,
            words.Format("mail.order.subject", blanks),
            [words.Format("mail.order.lead-" + when, blanks), words["orders.kind-" + order.Kind.ToWord()]]
        )
        {
            Url = clients.PublicHome?.Absolute($"/{site.Name}/console/orders/{order.Id}"),
            Do = words["mail.order.do"],
        };
        return await Letter.WriteAsync(words, site.Title, model.Subject, model);
    }

    // Whoever may answer orders, and the desk: each once.
    private static async Task<IEnumerable<string>> ListAddressesAsync(DbScope scope, Site site, CancellationToken cancel)
    {
        var staff = await scope.ListAsync(
            """
            SELECT a.email FROM reader r JOIN account a ON a.id = r.account_id
            WHERE r.site_id = @site AND r.role >= 1 AND r.role >= @senior AND a.confirmed_at IS NOT NULL ORDER BY r.role DESC, r.id LIMIT 100
            """,
            [("@site", site.Id), ("@senior", ReaderRole.SeniorModerator)],
            row => row.Text(0),
            cancel
        );
        return (site.Settings.CallDeskAt.Length > 0 ? staff.Prepend(site.Settings.CallDeskAt) : staff).Distinct(
            StringComparer.OrdinalIgnoreCase
        );
    }
}

/// <summary>What the writer of the letter needs.</summary>
/// <param name="Calls">The so-manieth call.</param>
internal sealed record OrderCallFacts(Guid Order, int Calls)
{
    public string ToJson() => JsonSerializer.Serialize(this, OrderCallFactsJson.Default.OrderCallFacts);

    public static OrderCallFacts FromJson(string json) =>
        JsonSerializer.Deserialize(json, OrderCallFactsJson.Default.OrderCallFacts)
        ?? throw new JsonException("The facts of a letter are an object.");
}

[JsonSerializable(typeof(OrderCallFacts))]
internal sealed partial class OrderCallFactsJson : JsonSerializerContext;
