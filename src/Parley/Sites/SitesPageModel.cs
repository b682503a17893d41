namespace Parley.Views.Sites;

/// <summary>The sites of an installation, for its operator alone.</summary>
public sealed record SitesPageModel(PageModel Page, IReadOnlyList<SiteLinkModel> Sites);

/// <param name="Url">Its front page.</param>
public sealed record SiteLinkModel(string Title, string Url, string ConsoleUrl);
