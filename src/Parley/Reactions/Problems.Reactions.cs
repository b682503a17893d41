namespace Parley;

internal static partial class Problems
{
    /// <summary>One's own comment can neither be appreciated nor reported, and nobody mutes themselves.</summary>
    public static Problem OwnComment(Guid comment) => new("own-comment", 403) { Comment = comment };
}
