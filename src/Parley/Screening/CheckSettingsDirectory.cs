using Parley.Events;

namespace Parley.Screening;

/// <summary>How the checks of every site are set, in memory: each post asks.</summary>
internal sealed class CheckSettingsDirectory(CheckSettingsStore store) : SiteMemory<CheckSettings>(EventKind.ChecksChanged)
{
    protected override Task<CheckSettings> LoadAsync(SiteId site) => store.FindAsync(site, CancellationToken.None);
}
