using System.Runtime.Intrinsics;

namespace Parley.Scoring;

/// <summary>What a set of filters sees at most in a row of words.</summary>
internal static unsafe class Convolution
{
    // Four places by sixteen filters are eight sums, which stay in registers.
    private const int Places = 4;
    private const int Filters = 16;

    /// <summary>For each filter the greatest product with a window of words, and where.</summary>
    /// <param name="words">Vectors, one after the other; windows overlap.</param>
    /// <param name="count">How many windows: at least four.</param>
    /// <param name="depth">Numbers in a window.</param>
    /// <param name="weights">A row for each number of a window, a column for each filter.</param>
    /// <param name="filters">How many: a multiple of 16.</param>
    /// <param name="best">The greatest product, by filter.</param>
    /// <param name="where">At which window, by filter; null where nobody asks.</param>
    public static void Max(float* words, int count, int depth, float* weights, int filters, float* best, int* where)
    {
        for (var filter = 0; filter < filters; filter += Filters)
        {
            var (most, mostNext) = (Vector256.Create(float.MinValue), Vector256.Create(float.MinValue));
            var (at, atNext) = (Vector256<int>.Zero, Vector256<int>.Zero);
            for (var place = 0; place < count; place += Places)
            {
                // The last four overlap those before: the same window twice changes no maximum.
                var first = Math.Min(place, count - Places);
                var from = words + ((long)first * NetShape.Width);
                var weight = weights + filter;
                Vector256<float> a0 = default,
                    a1 = default,
                    b0 = default,
                    b1 = default,
                    c0 = default,
                    c1 = default,
                    d0 = default,
                    d1 = default;
                for (var index = 0; index < depth; index++)
                {
                    var left = Vector256.Load(weight);
                    var right = Vector256.Load(weight + 8);
                    weight += filters;
                    var a = Vector256.Create(from[index]);
                    a0 = Vector256.MultiplyAddEstimate(a, left, a0);
                    a1 = Vector256.MultiplyAddEstimate(a, right, a1);
                    var b = Vector256.Create(from[index + NetShape.Width]);
                    b0 = Vector256.MultiplyAddEstimate(b, left, b0);
                    b1 = Vector256.MultiplyAddEstimate(b, right, b1);
                    var c = Vector256.Create(from[index + (2 * NetShape.Width)]);
                    c0 = Vector256.MultiplyAddEstimate(c, left, c0);
                    c1 = Vector256.MultiplyAddEstimate(c, right, c1);
                    var d = Vector256.Create(from[index + (3 * NetShape.Width)]);
                    d0 = Vector256.MultiplyAddEstimate(d, left, d0);
                    d1 = Vector256.MultiplyAddEstimate(d, right, d1);
                }
                if (where == null)
                {
                    most = Vector256.Max(most, Vector256.Max(Vector256.Max(a0, b0), Vector256.Max(c0, d0)));
                    mostNext = Vector256.Max(mostNext, Vector256.Max(Vector256.Max(a1, b1), Vector256.Max(c1, d1)));
                    continue;
                }
                Take(a0, first, ref most, ref at);
                Take(b0, first + 1, ref most, ref at);
                Take(c0, first + 2, ref most, ref at);
                Take(d0, first + 3, ref most, ref at);
                Take(a1, first, ref mostNext, ref atNext);
                Take(b1, first + 1, ref mostNext, ref atNext);
                Take(c1, first + 2, ref mostNext, ref atNext);
                Take(d1, first + 3, ref mostNext, ref atNext);
            }
            most.Store(best + filter);
            mostNext.Store(best + filter + 8);
            if (where != null)
            {
                at.Store(where + filter);
                atNext.Store(where + filter + 8);
            }
        }
    }

    private static void Take(Vector256<float> value, int place, ref Vector256<float> most, ref Vector256<int> at)
    {
        var isMore = Vector256.GreaterThan(value, most);
        most = Vector256.ConditionalSelect(isMore, value, most);
        at = Vector256.ConditionalSelect(isMore.AsInt32(), Vector256.Create(place), at);
    }
}
