using System.Net.Http.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging;
using Parley.Http;
using Parley.Mail;
using Parley.Sites;
using Parley.Storage;
using Parley.Views.Mail;

namespace Parley.Moderation;

/// <summary>
/// Calls the desk where something has waited longer than the site finds right, by a letter, in a chat or both: how many wait, and the oldest
/// since when. Once an hour at most, on whichever node, and never in words of those who wrote.
/// </summary>
internal sealed partial class DeskCall(
    Database database,
    SiteDirectory sites,
    QueueStore queue,
    Outbox outbox,
    OutgoingAddresses addresses,
    OutgoingClient outgoing,
    ClientFacts clients,
    TimeProvider clock,
    ILogger<DeskCall> logger
) : EveryMinute(logger), ILetterWriter
{
    private static readonly TimeSpan Apart = TimeSpan.FromHours(1);
    private static readonly TimeSpan ChatAnswersWithin = TimeSpan.FromSeconds(5);

    public string Kind => "desk";

    protected override Task LookAsync(CancellationToken cancel) => CallAsync(cancel);

    /// <summary>Calls every desk that is due.</summary>
    /// <returns>How many this node called.</returns>
    internal async Task<int> CallAsync(CancellationToken cancel)
    {
        var called = 0;
        await ForEachAsync(
            await sites.ListAsync(),
            site => site.Name,
            async site =>
            {
                if (
                    site.Settings.CallDeskAfterMinutes == 0
                    || (site.Settings.CallDeskAt.Length == 0 && site.Settings.CallDeskUrl.Length == 0)
                    || await queue.FindOldestAsync(site.Id, cancel) is not { } since
                    || !IsLate(site, since)
                    || !await database.WriteAsync(scope => CallAsync(scope, site, cancel), cancel)
                )
                    return;
                called++;
                if (site.Settings.CallDeskUrl.Length > 0)
                    await SayInChatAsync(site, since, cancel);
            },
            cancel
        );
        if (called > 0)
            outbox.Wake();
        return called;
    }

    public async Task<Letter?> WriteAsync(Wanted wanted, CancellationToken cancel)
    {
        // By now somebody may have come, or nobody wants to be called any more.
        if (
            await sites.FindAsync(wanted.Site) is not { } site
            || site.Settings.CallDeskAt != wanted.Address
            || await queue.FindOldestAsync(site.Id, cancel) is not { } since
            || !IsLate(site, since)
        )
            return null;
        var words = Words.For(site.Language).In(site.Zone, clock.GetUtcNow());
        var blanks = await BlanksAsync(site, since, words, cancel);
        var model = new LetterModel(
            site.Title,
            words.Format("mail.desk.subject", blanks),
            [words.Format("mail.desk.lead", blanks)]
        )
        {
            Url = UrlOf(site),
            Do = words["mail.desk.do"],
        };
        return await Letter.WriteAsync(words, site.Title, model.Subject, model);
    }

    private bool IsLate(Site site, DateTimeOffset? oldest) =>
        clock.GetUtcNow() - oldest >= TimeSpan.FromMinutes(site.Settings.CallDeskAfterMinutes);

    // As the hooks of Slack, Mattermost, Rocket.Chat and Google Chat take it: a text.
    private async Task SayInChatAsync(Site site, DateTimeOffset since, CancellationToken cancel)
    {
        var words = Words.For(site.Language).In(site.Zone, clock.GetUtcNow());
        var lead = words.Format("mail.desk.lead", await BlanksAsync(site, since, words, cancel));
        var address = addresses.Read(site.Settings.CallDeskUrl);
        var fault = address.IsSuccess
            ? await SendAsync(address.Value, new(UrlOf(site) is { } desk ? $"{lead} {desk}" : lead), cancel)
            : address.Problem.Code;
        if (fault is null)
            return;
        NotSaid(logger, site.Name, fault);
        // Whoever is called nowhere else is called again in a minute.
        if (site.Settings.CallDeskAt.Length == 0)
            await database.WriteAsync(
                scope => scope.ExecuteAsync("DELETE FROM desk_call WHERE site_id = @site", [("@site", site.Id)], cancel),
                cancel
            );
    }

    private async Task<string?> SendAsync(Uri url, ChatWords words, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = JsonContent.Create(words, ChatJson.Default.ChatWords),
        };
        var answer = await outgoing.SendAsync(request, ChatAnswersWithin, cancel);
        return answer.Fault?.ToString() ?? (answer.Status is >= 200 and < 300 ? null : $"status {answer.Status}");
    }

    private async Task<(string, object)[]> BlanksAsync(Site site, DateTimeOffset since, Words words, CancellationToken cancel)
    {
        var waiting = await queue.CountAsync(site.Id, cancel);
        return
        [
            ("site", site.Title),
            ("waiting", words.Number(waiting.All + waiting.Objections, QueueCount.Most)),
            ("minutes", words.Number((long)(clock.GetUtcNow() - since).TotalMinutes)),
        ];
    }

    private string? UrlOf(Site site) => clients.PublicHome?.Absolute($"/{site.Name}/console");

    // Another node may have called meanwhile.
    private async Task<bool> CallAsync(DbScope scope, Site site, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var isOurs = await scope.ExecuteAsync(
            """
            INSERT INTO desk_call (site_id, at) VALUES (@site, @now)
            ON CONFLICT (site_id) DO UPDATE SET at = excluded.at WHERE desk_call.at <= @before
            """,
            [("@site", site.Id), ("@now", now), ("@before", now - Apart)],
            cancel
        );
        if (isOurs == 0)
            return false;
        if (site.Settings.CallDeskAt.Length > 0)
            await outbox.AskAsync(scope, site.Id, Kind, site.Settings.CallDeskAt, "{}", cancel);
        return true;
    }

    [LoggerMessage(1, LogLevel.Warning, "The desk of {Site} could not be called in its chat: {Fault}")]
    private static partial void NotSaid(ILogger logger, string site, string fault);
}

internal sealed record ChatWords(string Text);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ChatWords))]
internal sealed partial class ChatJson : JsonSerializerContext;
