namespace Parley;

internal static partial class Problems
{
    /// <summary>The site has not switched its figures on.</summary>
    public static readonly Problem FiguresOff = new("figures-off", 404);
}
