using Parley.Http;
using Parley.Markup;
using Parley.Readers;
using Parley.Reasons;
using Parley.Screening;
using Parley.Storage;

namespace Parley.Hooks;

/// <summary>Sets up a site's hooks, changes them and takes them away. A secret is ours to make, and is shown once.</summary>
internal sealed class SaveHook(
    Database database,
    HookStore store,
    HookDirectory directory,
    OutgoingAddresses addresses,
    Ids ids
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
    );

    /// <param name="Secret">Null where it is the one before.</param>
    internal sealed record Saved(Hook Hook, string? Secret);

    public Task<Result<Saved>> AddAsync(SiteId site, Reader by, Request request, CancellationToken cancel) =>
        WriteAsync<Saved>(
            site,
            async scope =>
            {
                var there = await store.ListAsync(scope, site, cancel);
                if (there.Count >= Hook.Most)
                    return Problems.HooksTooMany;
                var fresh = new Hook(
                    ids.New(),
                    "",
                    new Uri("https://unset.invalid"),
                    CheckMode.Shadow,
                    Verdict.Pass,
                    Hook.UsualLimit,
                    there.Count + 1,
                    1
                );
                var read = Read(fresh, request with { Name = request.Name ?? "", Url = request.Url ?? "" });
                if (read.Value is not { } hook)
                    return read.Problem!;
                var secret = Ids.Secret();
                await store.AddAsync(scope, site, hook, secret, by.Id, cancel);
                return new Saved(hook, secret);
            },
            cancel
        );

    /// <param name="version">The version that it was made from.</param>
    public Task<Result<Saved>> ChangeAsync(
        SiteId site,
        Guid id,
        int version,
        Reader by,
        Request request,
        CancellationToken cancel
    ) =>
        WriteAsync<Saved>(
            site,
            async scope =>
            {
                if ((await store.ListAsync(scope, site, cancel)).Find(hook => hook.Id == id) is not { } before)
                    return Problems.HookNotFound;
                var read = Read(before, request);
                if (read.Value is not { } hook)
                    return read.Problem!;
                // Nothing new, or the same send after a lost answer.
                if (hook == before)
                    return new Saved(before, null);
                var changed = hook with { Version = version + 1 };
                return await store.ChangeAsync(scope, site, changed, by.Id, cancel)
                    ? new Saved(changed, null)
                    : Problems.HookChanged;
            },
            cancel
        );

    /// <summary>Makes another secret: the one before signs nothing any more.</summary>
    public Task<Result<Saved>> RenewAsync(SiteId site, Guid id, Reader by, CancellationToken cancel) =>
        WriteAsync<Saved>(
            site,
            async scope =>
            {
                var secret = Ids.Secret();
                return await store.RenewAsync(scope, site, id, secret, by.Id, cancel)
                    ? new Saved((await store.ListAsync(scope, site, cancel)).Find(hook => hook.Id == id)!, secret)
                    : Problems.HookNotFound;
            },
            cancel
        );

    /// <returns>The problem where there is no such hook.</returns>
    public async Task<Problem?> RemoveAsync(SiteId site, Guid id, CancellationToken cancel) =>
        (
            await WriteAsync<bool>(
                site,
                async scope => await store.RemoveAsync(scope, site, id, cancel) ? true : Problems.HookNotFound,
                cancel
            )
        ).Problem;

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

    // Every fault at once, each about the field that it is in.
    private Result<Hook> Read(Hook before, Request request)
    {
        var faults = new List<Problem>();
        var hook = before with
        {
            Mode = request.Mode ?? before.Mode,
            Silence = request.Silence ?? before.Silence,
            LimitMs = request.LimitMs ?? before.LimitMs,
            Place = request.Place ?? before.Place,
        };
        if (request.Name is { } name)
        {
            var read = SourceText.Of(name, TextLimits.Of(Hook.LongestName));
            if (read.IsSuccess && !read.Value.Value.Contains('\n', StringComparison.Ordinal))
                hook = hook with { Name = read.Value.Value.Trim() };
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

        if (hook.LimitMs is < Hook.LeastLimit or > Hook.MostLimit)
            faults.Add(Problems.HookLimitInvalid);
        if (hook.Place is < 1 or > Hook.Most)
            faults.Add(Problems.HookPlaceInvalid);
        if (hook.Silence == Verdict.Refuse)
            faults.Add(Problems.HookSilenceInvalid);
        return Problem.Of(faults) is { } fault ? fault : hook;
    }
}
