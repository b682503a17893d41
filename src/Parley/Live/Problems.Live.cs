namespace Parley;

internal static partial class Problems
{
    /// <summary>No room for another stream: whoever wants the news asks for them every now and then.</summary>
    public static readonly Problem TooManyListeners = new("too-many-listeners", 503) { Arguments = Blanks(("seconds", 60)) };
}
