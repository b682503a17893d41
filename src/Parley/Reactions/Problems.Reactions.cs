namespace Parley;

internal static partial class Problems
{
    /// <summary>One's own comment can neither be appreciated nor reported.</summary>
    public static readonly Problem OwnComment = new("own-comment", 403);
}
