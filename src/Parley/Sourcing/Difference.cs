namespace Parley.Sourcing;

/// <summary>
/// What two rows of numbers have in common, in order: E. Myers, "An O(ND) Difference Algorithm and Its Variations", Algorithmica 1
/// (1986), in the linear space of its section 4b. Where the way is longer than a limit the search stops at the furthest point, as
/// GNU diff does, so that even two texts without a common word take time linear in their length. The packages that do this give
/// lines or words of strings and know no limit; here the same rows are words, characters and paragraphs, and what is asked for is places.
/// </summary>
internal static class Difference
{
    // More edits than this in one stretch is no revision but another text; what is found of it then need not be the most.
    private const int Limit = 256;

    internal readonly record struct Match(int Before, int After, int Length);

    private readonly record struct Box(int Before, int BeforeEnd, int After, int AfterEnd);

    /// <param name="before">The one row.</param>
    /// <param name="after">The other.</param>
    /// <param name="work">Counts the steps that were taken.</param>
    /// <returns>Equal stretches, as long as possible, ascending in both rows.</returns>
    public static List<Match> Of(ReadOnlySpan<int> before, ReadOnlySpan<int> after, Work work)
    {
        var (found, boxes) = (new List<Match>(), new Stack<Box>());
        var most = Math.Min(before.Length + after.Length, 2 * Limit) + 3;
        var (forward, backward) = (new int[2 * most + 1], new int[2 * most + 1]);
        boxes.Push(new(0, before.Length, 0, after.Length));
        while (boxes.TryPop(out var box))
        {
            var (a, aEnd, b, bEnd) = box;
            while (a < aEnd && b < bEnd && before[a] == after[b])
                (a, b) = (a + 1, b + 1);
            Add(found, box.Before, box.After, a - box.Before);

            var same = 0;
            while (aEnd - same > a && bEnd - same > b && before[aEnd - same - 1] == after[bEnd - same - 1])
                same++;
            work.Take(a - box.Before + same + 1);
            (aEnd, bEnd) = (aEnd - same, bEnd - same);

            // The boxes are a stack: what comes last goes on it first.
            if (same > 0)
                boxes.Push(new(aEnd, aEnd + same, bEnd, bEnd + same));
            if (a == aEnd || b == bEnd)
                continue;
            var (x, y) = Middle(before[a..aEnd], after[b..bEnd], forward, backward, work);
            boxes.Push(new(a + x, aEnd, b + y, bEnd));
            boxes.Push(new(a, a + x, b, b + y));
        }

        return found;
    }

    private static void Add(List<Match> found, int before, int after, int length)
    {
        if (length == 0)
            return;
        if (
            found.Count > 0
            && found[^1] is var last
            && last.Before + last.Length == before
            && last.After + last.Length == after
        )
            found[^1] = last with { Length = last.Length + length };
        else
            found.Add(new(before, after, length));
    }

    // A point on a shortest way through the box, found from both ends at once. Neither the first nor the last elements are equal, so
    // that it is never at a corner: the box is always cut into smaller ones.
    private static (int X, int Y) Middle(ReadOnlySpan<int> a, ReadOnlySpan<int> b, int[] forward, int[] backward, Work work)
    {
        var (n, m, zero) = (a.Length, b.Length, forward.Length / 2);
        var delta = n - m;
        forward[zero + 1] = 0;
        backward[zero + 1] = 0;
        for (var edits = 0; ; edits++)
        {
            var slid = 0;
            var best = (X: -1, Y: -1);
            for (var k = -edits; k <= edits; k += 2)
            {
                var x =
                    k == -edits || (k != edits && forward[zero + k - 1] < forward[zero + k + 1])
                        ? forward[zero + k + 1]
                        : forward[zero + k - 1] + 1;
                var y = x - k;
                while (x < n && y < m && y >= 0 && a[x] == b[y])
                    (x, y, slid) = (x + 1, y + 1, slid + 1);
                forward[zero + k] = x;
                if (x <= n && y <= m && y >= 0 && x + y > best.X + best.Y)
                    best = (x, y);
                var k2 = delta - k;
                if ((delta & 1) != 0 && k2 >= 1 - edits && k2 <= edits - 1 && x + backward[zero + k2] >= n && Inside(x, y))
                    return (x, y);
            }

            var bestBack = (X: -1, Y: -1);
            for (var k = -edits; k <= edits; k += 2)
            {
                var x =
                    k == -edits || (k != edits && backward[zero + k - 1] < backward[zero + k + 1])
                        ? backward[zero + k + 1]
                        : backward[zero + k - 1] + 1;
                var y = x - k;
                while (x < n && y < m && y >= 0 && a[n - x - 1] == b[m - y - 1])
                    (x, y, slid) = (x + 1, y + 1, slid + 1);
                backward[zero + k] = x;
                if (x <= n && y <= m && y >= 0 && x + y > bestBack.X + bestBack.Y)
                    bestBack = (x, y);
                var k2 = delta - k;
                if ((delta & 1) == 0 && k2 >= -edits && k2 <= edits && x + forward[zero + k2] >= n && Inside(n - x, m - y))
                    return (n - x, m - y);
            }

            work.Take(2 * edits + 2 + slid);
            if (edits >= Limit)
                return best.X + best.Y >= bestBack.X + bestBack.Y ? best : (n - bestBack.X, m - bestBack.Y);
        }

        bool Inside(int x, int y) => x >= 0 && y >= 0 && x <= n && y <= m;
    }
}
