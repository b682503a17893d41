namespace Parley;

internal static partial class Problems
{
    public static Problem SiteNameTaken(string name) => new("site-name-taken", 409) { Arguments = Blanks(("name", name)) };

    public static readonly Problem OriginInvalid = new("origin-invalid", 400) { Field = "origin" };

    public static Problem OriginTaken(string origin) => new("origin-taken", 409) { Arguments = Blanks(("origin", origin)) };
}
