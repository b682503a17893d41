using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Parley.Http;
using Parley.Markup;
using Parley.Readers;
using Parley.Reasons;
using Parley.Screening;
using Parley.Sites;
using Parley.Stories;

namespace Parley.Hooks;

/// <summary>
/// Asks a site's hooks about words that no check refuses, all at once and each within its time, while no transaction is open: where one is
/// slow, this writer waits and nobody else.
/// </summary>
internal sealed class AskHooks(
    HookDirectory hooks,
    HookHealth health,
    HookAnswers answers,
    OutgoingClient client,
    ReaderStore readers,
    StoryStore stories,
    TimeProvider clock
)
{
    /// <param name="Action"><c>NEW</c> or <c>EDIT</c>.</param>
    /// <param name="Comment">The comment that the words are or will be.</param>
    /// <param name="Network">The block of addresses that it comes from; null where nobody knows.</param>
    internal sealed record Subject(
        string Action,
        Guid Comment,
        SafeHtml Html,
        Guid? ParentId,
        Reader Author,
        Guid Thread,
        UInt128? Network
    );

    /// <summary>The action of words that were changed.</summary>
    public const string Edit = "EDIT";

    /// <summary>Whether a site has anything to ask.</summary>
    public async ValueTask<bool> AreAnyAsync(SiteId site, CancellationToken cancel) =>
        (await FindAskedAsync(site, cancel)).Count > 0;

    /// <returns>What hooks found, and nothing besides.</returns>
    public async Task<Findings> HandleAsync(Site site, Subject subject, CancellationToken cancel)
    {
        var all = await FindAskedAsync(site.Id, cancel);
        var story = await stories.FindAsync(site.Id, subject.Thread, cancel);
        var email = all.Any(hook => hook.GivesEmail) ? await readers.FindEmailAsync(site.Id, subject.Author.Id, cancel) : null;
        var words = new AkismetWords(subject.Html, subject.Author, clock.GetUtcNow(), story?.Url, null)
        {
            Network = subject.Network,
            IsEdit = subject.Action == Edit,
        };
        var json = JsonSerializer.SerializeToUtf8Bytes(
            new(
                subject.Action,
                new(subject.Html.Value, subject.ParentId),
                HookAuthor.Of(subject.Author),
                new(subject.Thread, story?.Url),
                new(site.Name),
                site.Name,
                site.Origins.Select(origin => new Uri(origin).Host).FirstOrDefault() ?? ""
            ),
            HookWordsJson.Default.HookWords
        );
        var said = await Task.WhenAll(
            all.Select(hook =>
                AskAsync(
                    site,
                    hook,
                    subject,
                    key =>
                        hook.Kind == HookKind.Akismet
                            ? (words with { Email = hook.GivesEmail ? email : null }).To(hook, key, site, "comment-check")
                            : RequestTo(hook.Url, key, json),
                    cancel
                )
            )
        );
        return new([.. said.Where(one => !one.IsInShadow).SelectMany(one => one.Reasons)])
        {
            Shadow = [.. said.Where(one => one.IsInShadow).SelectMany(one => one.Reasons)],
        };
    }

    // What is kept in memory stays there when a time in shadow is over.
    private async ValueTask<IReadOnlyList<Hook>> FindAskedAsync(SiteId site, CancellationToken cancel)
    {
        var (all, now) = (await hooks.FindAsync(site, cancel), clock.GetUtcNow());
        return all.Any(hook => hook.ModeAt(now) == CheckMode.Off)
            ? [.. all.Where(hook => hook.ModeAt(now) != CheckMode.Off)]
            : all;
    }

    private async Task<Said> AskAsync(
        Site site,
        Hook hook,
        Subject subject,
        Func<string, HttpRequestMessage> request,
        CancellationToken cancel
    )
    {
        var (opinion, fault) = await FindOpinionAsync(site.Id, hook, request, cancel);
        health.Note(site.Id, hook.Id, fault);
        // Kept before the words are, so that nothing is told of what was never asked; what becomes no comment is never told.
        if (opinion is not null && hook.Kind == HookKind.Akismet)
            await answers.KeepAsync(
                site.Id,
                subject.Comment,
                hook.Id,
                opinion.Verdict != Verdict.Pass,
                subject.Action == Edit,
                clock.GetUtcNow(),
                cancel
            );
        if (opinion is null)
            return hook.Silence == Verdict.Hold && hook.Mode != CheckMode.Shadow
                ? new(false, [ReasonOf(hook, Hook.SilentCheck, Verdict.Hold, "reason.hook-silent.held", "")])
                : new(true, []);
        // A mark without a wish restricts nothing: staff see it, as they see what is found in shadow. A flag puts it into their queue too, but
        // for that of a service in shadow.
        if (opinion is { Verdict: Verdict.Pass, IsFlagged: true } && hook.Mode != CheckMode.Shadow)
            return new(true, [FlagOf(hook, opinion.Said)]);
        if (opinion.Verdict == Verdict.Pass)
            return new(true, opinion.Said.Length == 0 ? [] : [ReasonOf(hook, Verdict.Pass, opinion.Said)]);
        var verdict = opinion.Verdict == Verdict.Refuse && hook.Mode == CheckMode.Hold ? Verdict.Hold : opinion.Verdict;
        return new(hook.Mode == CheckMode.Shadow, [ReasonOf(hook, verdict, opinion.Said)]);
    }

    private async Task<(HookOpinion? Opinion, OutgoingFault? Fault)> FindOpinionAsync(
        SiteId site,
        Hook hook,
        Func<string, HttpRequestMessage> request,
        CancellationToken cancel
    )
    {
        if (!health.MayAsk(site, hook.Id))
            return (null, OutgoingFault.LeftAlone);
        if (hook.Secret is not { } secret)
            return (null, OutgoingFault.NotReached);
        using var asked = request(secret);
        OutgoingAnswer answer;
        try
        {
            answer = await client.SendAsync(asked, TimeSpan.FromMilliseconds(hook.LimitMs), cancel, AkismetWords.ProTip);
        }
        catch (OperationCanceledException)
        {
            // The writer has gone: what the service would have said nobody knows, and the next one asks.
            health.GiveBack(site, hook.Id);
            throw;
        }

        if (hook.Kind == HookKind.Akismet)
            return AkismetWords.Read(answer);
        if (answer.Fault is { } fault)
            return (null, fault);
        return HookOpinion.Read(answer.Status, answer.Body) is { } opinion ? (opinion, null) : (null, OutgoingFault.Unreadable);
    }

    // Coral's signature is of the words alone; ours is of the second as well, so that a request which was overheard can be told from a new one.
    private HttpRequestMessage RequestTo(Uri url, string secret, byte[] words)
    {
        var time = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] timed = [.. System.Text.Encoding.ASCII.GetBytes(time + "."), .. words];
        var request = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = new ByteArrayContent(words) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
            Version = HttpVersion.Version11,
        };
        request.Headers.UserAgent.ParseAdd("Parley");
        request.Headers.Add("X-Coral-Signature", "sha256=" + HookWords.Sign(secret, words));
        request.Headers.Add("X-Parley-Signature", $"t={time},sha256={HookWords.Sign(secret, timed)}");
        return request;
    }

    private static Reason ReasonOf(Hook hook, Verdict verdict, string said) =>
        hook.Kind == HookKind.Akismet
            ? ReasonOf(
                hook,
                Hook.SpamCheck,
                verdict,
                $"reason.{Hook.SpamCheck}.{(verdict == Verdict.Hold ? "held" : "refused")}",
                ""
            )
            : OfModeration(hook, verdict, said);

    private static Reason OfModeration(Hook hook, Verdict verdict, string said) =>
        ReasonOf(
            hook,
            Hook.Check,
            verdict,
            $"reason.hook.{verdict switch { Verdict.Pass => "marked", Verdict.Hold => "held", _ => "refused" }}"
                + (said.Length > 0 && verdict != Verdict.Pass ? "-because" : ""),
            said
        );

    private static Reason FlagOf(Hook hook, string said) =>
        ReasonOf(hook, Hook.Check, Verdict.Pass, DrawnComments.Flagged + (said.Length > 0 ? "-because" : ""), said);

    private static Reason ReasonOf(Hook hook, string check, Verdict verdict, string rule, string said) =>
        new(check, verdict, rule, hook.Version)
        {
            Arguments =
                said.Length == 0
                    ? new Dictionary<string, object> { ["name"] = hook.Name }
                    : new Dictionary<string, object> { ["name"] = hook.Name, ["said"] = said },
        };

    private sealed record Said(bool IsInShadow, IReadOnlyList<Reason> Reasons);
}
