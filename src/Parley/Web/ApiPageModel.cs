namespace Parley.Views.Web;

/// <summary>The page to try the interface.</summary>
/// <param name="DocumentUrl">Where its description lies.</param>
public sealed record ApiPageModel(PageModel Page, string DocumentUrl);
