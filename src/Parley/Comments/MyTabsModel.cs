namespace Parley.Views.Comments;

/// <summary>The parts of a visitor's own page.</summary>
/// <param name="Urls">Each part with its address, in order.</param>
public sealed record MyTabsModel(MyTab Current, IReadOnlyList<(MyTab Tab, string Url)> Urls);

public enum MyTab
{
    /// <summary>What one wrote.</summary>
    Comments,

    /// <summary>What one found worthwhile.</summary>
    Reactions,

    /// <summary>Whom one does not want to read.</summary>
    Mutes,
}
