namespace Parley;

internal static partial class Problems
{
    /// <summary>Everything at the top would be nothing at the top.</summary>
    public static readonly Problem TooManyPins = new("too-many-pins", 409);
}
