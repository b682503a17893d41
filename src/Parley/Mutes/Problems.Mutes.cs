using Parley.Mutes;

namespace Parley;

internal static partial class Problems
{
    /// <summary>Whoever wrote the comment has deleted their account: behind its words there is nobody to mute.</summary>
    public static readonly Problem AuthorGone = new("author-gone", 409);

    public static readonly Problem TooManyMutes = new("too-many-mutes", 409) { Arguments = Blanks(("most", MuteAuthor.Most)) };
}
