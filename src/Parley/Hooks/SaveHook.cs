using Parley.Http;
using Parley.Markup;
using Parley.Readers;
using Parley.Reasons;
using Parley.Screening;
using Parley.Sites;
using Parley.Storage;

namespace Parley.Hooks;

/// <summary>
/// Sets up a site's hooks, changes them and takes them away. A secret is ours to make, and is shown once; a key of a service against spam
/// is theirs, is confirmed by them before it is kept, and is never shown.
/// </summary>
internal sealed class SaveHook(
    Database database,
    HookStore store,
    HookDirectory directory,
    OutgoingAddresses addresses,
    OutgoingClient client,
    Ids ids,
    TimeProvider clock
)
{
    /// <summary>What is null stays as it is; of a new hook it is as usual.</summary>
    internal sealed record Request(
        string? Name = null,
        string? Url = null,
        CheckMode? Mode = null,
        Verdict? Silence = null,
        int? LimitMs = null,
        int? Place = null
    )
    {
        /// <summary>How it is asked; of a new one only.</summary>
        public HookKind? Kind { get; init; }

        /// <summary>The key by which a service against spam knows the site.</summary>
        public string? Key { get; init; }

        /// <summary>Whether a service against spam is told the writer's e-mail address.</summary>
        public bool? GivesEmail { get; init; }
    }

    /// <summary>Where Akismet itself is asked.</summary>
    public const string UsualService = "https://rest.akismet.com/";

    private const int LongestKey = 200;

    // Whoever sets it up waits for it, and no writer does.
    private static readonly TimeSpan KeyLimit = TimeSpan.FromSeconds(10);

    /// <param name="Secret">Null where it is the one before.</param>
    internal sealed record Saved(Hook Hook, string? Secret);

    public async Task<Result<Saved>> AddAsync(Site site, Reader by, Request request, CancellationToken cancel)
    {
        var fresh = new Hook(
            ids.New(),
            "",
            new Uri("https://unset.invalid"),
            CheckMode.Shadow,
            Verdict.Pass,
            Hook.UsualLimit,
            1,
            1
        )
        {
            Kind = request.Kind ?? HookKind.Moderation,
        };
        var isOurs = fresh.Kind == HookKind.Moderation;
        var read = Read(
            fresh,
            request with
            {
                Name = request.Name ?? "",
                Url = request.Url ?? (isOurs ? "" : UsualService),
                Key = isOurs ? null : request.Key ?? "",
            }
        );
        if (read.Value is not { } hook)
            return read.Problem!;
        // A key that nobody knows would look like a service that finds nothing.
        if (await FindKeyFaultAsync(site, hook, fresh, cancel) is { } fault)
            return fault;
        return await WriteAsync<Saved>(
            site.Id,
            async scope =>
            {
                var there = await store.ListAsync(scope, site.Id, cancel);
                if (there.Count >= Hook.Most)
                    return Problems.HooksTooMany;
                var last = hook with { Place = request.Place ?? there.Count + 1 };
                var secret = hook.Secret ?? Ids.Secret();
                await store.AddAsync(scope, site.Id, last, secret, by.Id, cancel);
                store.Record(scope, site.Id, null, last, by.Id);
                return new Saved(last, isOurs ? secret : null);
            },
            cancel
        );
    }

    /// <param name="version">The version that it was made from.</param>
    public async Task<Result<Saved>> ChangeAsync(
        Site site,
        Guid id,
        int version,
        Reader by,
        Request request,
        CancellationToken cancel
    )
    {
        if ((await store.ListAsync(site.Id, cancel)).Find(hook => hook.Id == id) is not { } before)
            return Problems.HookNotFound;
        // An empty box says "as it was".
        var key = before.Kind == HookKind.Akismet && request.Key is { Length: > 0 } typed ? typed : null;
        var read = Read(before, request with { Key = key });
        if (read.Value is not { } hook)
            return read.Problem!;
        if (await FindKeyFaultAsync(site, hook, before, cancel) is { } fault)
            return fault;
        // Nothing new, or the same send after a lost answer.
        if (hook == before)
            return new Saved(before, null);
        return await WriteAsync<Saved>(
            site.Id,
            async scope =>
            {
                var changed = hook with { Version = version + 1 };
                if (!await store.ChangeAsync(scope, site.Id, changed, by.Id, cancel))
                    return Problems.HookChanged;
                if (key is not null)
                    await store.KeepKeyAsync(scope, site.Id, id, key, cancel);
                store.Record(scope, site.Id, before, changed, by.Id, key is not null);
                return new Saved(changed, null);
            },
            cancel
        );
    }

    /// <summary>Makes another secret: the one before signs nothing any more.</summary>
    public Task<Result<Saved>> RenewAsync(SiteId site, Guid id, Reader by, CancellationToken cancel) =>
        WriteAsync<Saved>(
            site,
            async scope =>
            {
                var before = (await store.ListAsync(scope, site, cancel)).Find(hook => hook.Id == id);
                if (before?.Kind == HookKind.Akismet)
                    return Problems.HookKeyMissing;
                var secret = Ids.Secret();
                if (before is null || !await store.RenewAsync(scope, site, id, secret, by.Id, cancel))
                    return Problems.HookNotFound;
                var after = (await store.ListAsync(scope, site, cancel)).Find(hook => hook.Id == id)!;
                store.Record(scope, site, before, after, by.Id, isSecret: true);
                return new Saved(after, secret);
            },
            cancel
        );

    /// <returns>The problem where there is no such hook.</returns>
    public async Task<Problem?> RemoveAsync(SiteId site, Guid id, Reader by, CancellationToken cancel) =>
        (
            await WriteAsync<bool>(
                site,
                async scope =>
                {
                    var before = (await store.ListAsync(scope, site, cancel)).Find(hook => hook.Id == id);
                    if (before is null || !await store.RemoveAsync(scope, site, id, cancel))
                        return Problems.HookNotFound;
                    store.Record(scope, site, before, null, by.Id);
                    return true;
                },
                cancel
            )
        ).Problem;

    private static bool IsOfKey(char sign) => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '_';

    private async Task<Problem?> FindKeyFaultAsync(Site site, Hook hook, Hook before, CancellationToken cancel)
    {
        if (hook.Kind != HookKind.Akismet || (hook.Url == before.Url && hook.Secret == before.Secret))
            return null;
        if (hook.Secret is not { Length: > 0 } key)
            return Problems.HookKeyMissing;
        // A key goes to the host for which it was typed, and to no other.
        if (hook.Secret == before.Secret && hook.Url.Host != before.Url.Host)
            return Problems.HookKeyMissing;
        using var request = AkismetWords.Verify(hook.Url, key, site);
        return AkismetWords.Word(await client.SendAsync(request, KeyLimit, cancel)) switch
        {
            "valid" => null,
            "invalid" => Problems.HookKeyInvalid,
            _ => Problems.HookKeyUnconfirmed,
        };
    }

    private async Task<Result<T>> WriteAsync<T>(SiteId site, Func<DbScope, Task<Result<T>>> change, CancellationToken cancel)
    {
        try
        {
            return await database.WriteAsync(change, cancel);
        }
        finally
        {
            // This node's next post must not wait for the event to come round.
            directory.Forget(site);
        }
    }

    // A week in shadow begins when a site puts a service there, a new one too, and again when it says so anew.
    private DateTimeOffset? ShadowUntil(Hook before, CheckMode? wanted)
    {
        var now = clock.GetUtcNow();
        return (wanted ?? before.Mode) != CheckMode.Shadow ? null
            : before.ShadowUntil is { } until && (wanted is null || until > now) ? until
            : Micros.FromMicros(now.ToMicros()) + ShadowLine.Week;
    }

    // Every fault at once, each about the field that it is in.
    private Result<Hook> Read(Hook before, Request request)
    {
        // A hook has no mode of its own for asking the writer first: what it holds comes back where the site asks about all that waits.
        if (request.Mode == CheckMode.Nudge)
            return Problems.BodyInvalid;
        var faults = new List<Problem>();
        var hook = before with
        {
            Mode = request.Mode ?? before.Mode,
            ShadowUntil = ShadowUntil(before, request.Mode),
            Silence = request.Silence ?? before.Silence,
            LimitMs = request.LimitMs ?? before.LimitMs,
            Place = request.Place ?? before.Place,
            GivesEmail = before.Kind == HookKind.Akismet && (request.GivesEmail ?? before.GivesEmail),
        };
        if (request.Name is { } name)
        {
            if (SourceText.OfLine(name, TextLimits.Of(Hook.LongestName)).Value is { } line)
                hook = hook with { Name = line.Trim() };
            else
                faults.Add(Problems.HookNameInvalid);
        }

        if (request.Url is { } url)
        {
            var read = addresses.Read(url);
            if (read.IsSuccess)
                hook = hook with { Url = read.Value };
            else
                faults.Add(read.Problem);
        }

        if (request.Key is { } key)
        {
            hook = hook with { Secret = key.Trim() };
            if (hook.Secret is not { Length: > 0 and <= LongestKey } || !hook.Secret.All(IsOfKey))
                faults.Add(Problems.HookKeyInvalid);
        }

        if (hook.LimitMs is < Hook.LeastLimit or > Hook.MostLimit)
            faults.Add(Problems.HookLimitInvalid);
        if (hook.Place is < 1 or > Hook.Most)
            faults.Add(Problems.HookPlaceInvalid);
        if (hook.Silence == Verdict.Refuse)
            faults.Add(Problems.HookSilenceInvalid);
        return Problem.Of(faults) is { } fault ? fault : hook;
    }
}
