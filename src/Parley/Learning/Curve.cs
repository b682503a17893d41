using System.Globalization;

namespace Parley.Learning;

/// <summary>A line in a picture whose both sides go from 0 to 1.</summary>
internal static class Curve
{
    public const int Width = 640;
    public const int Height = 360;
    public const int Edge = 48;

    /// <summary>The points of an SVG <c>polyline</c>.</summary>
    public static string Points(IEnumerable<(double X, double Y)> points) =>
        string.Join(' ', points.Select(point => $"{N(X(point.X))},{N(Y(point.Y))}"));

    /// <summary>Where a share stands from the left.</summary>
    public static double X(double share) => Edge + (share * (Width - (2 * Edge)));

    /// <summary>Where a share stands from the top.</summary>
    public static double Y(double share) => Height - Edge - (share * (Height - (2 * Edge)));

    /// <summary>As SVG writes a number.</summary>
    public static string N(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>
    /// As the lane that is published widens, and the one that is held: the share of all that is in it, and which share of that a person would have
    /// decided otherwise.
    /// </summary>
    public static (IReadOnlyList<(double X, double Y)> Published, IReadOnlyList<(double X, double Y)> Held) Of(Lanes lanes)
    {
        var (published, held) = (new List<(double, double)>(), new List<(double, double)>());
        for (var step = 0; step <= 1_000; step += 5)
        {
            var at = lanes.At(step / 1_000.0, step / 1_000.0);
            if (at.Published > 0)
                published.Add(((double)at.Published / at.All, (double)at.WronglyPublished / at.Published));
            if (at.Held > 0)
                held.Add(((double)at.Held / at.All, (double)at.WronglyHeld / at.Held));
        }

        return (published, held);
    }
}
