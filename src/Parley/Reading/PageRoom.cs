namespace Parley.Reading;

/// <summary>Shares the room of a page among branches.</summary>
internal static class PageRoom
{
    /// <summary>
    /// How many branches a page takes, and how many replies each of them shows at the most. Every branch that is taken shows its
    /// first few; where all of them fit and nothing more comes, the rest of the room goes to longer branches.
    /// </summary>
    /// <param name="sizes">The number of replies of each branch, in order.</param>
    /// <param name="isMore">Whether there are branches after these.</param>
    public static (int Branches, int Replies) Share(IReadOnlyList<int> sizes, bool isMore, int room, int firstReplies)
    {
        var taken = 0;
        var used = 0;
        while (taken < sizes.Count)
        {
            var size = 1 + Math.Min(sizes[taken], firstReplies);
            if (taken > 0 && used + size > room)
                break;
            used += size;
            taken++;
        }

        var replies = firstReplies;
        if (taken == sizes.Count && !isMore)
        {
            while (Used(sizes, replies + 1) <= room && sizes.Any(size => size > replies))
                replies++;
        }

        return (taken, replies);
    }

    private static int Used(IReadOnlyList<int> sizes, int replies) => sizes.Sum(size => 1 + Math.Min(size, replies));
}
