using Parley.Events;
using Parley.Screening;

namespace Parley.Hooks;

/// <summary>The hooks of every site that are asked, in memory: each post asks.</summary>
internal sealed class HookDirectory(HookStore store) : SiteMemory<IReadOnlyList<Hook>>(EventKind.HooksChanged)
{
    protected override async Task<IReadOnlyList<Hook>> LoadAsync(SiteId site) =>
        [.. (await store.ListAsync(site, CancellationToken.None)).Where(hook => hook.Mode != CheckMode.Off)];
}
