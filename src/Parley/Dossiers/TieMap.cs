using System.Globalization;
using Parley.Views.Dossiers;

namespace Parley.Dossiers;

/// <summary>
/// Draws who is tied to whom: actors on an oval, in the order in which they were entered, ties as lines that bend towards the middle, each with
/// its number. The same ties make the same drawing.
/// </summary>
internal static class TieMap
{
    /// <summary>With more, boxes would touch each other.</summary>
    public const int MostActors = 12;

    public const int NodeWidth = 150;
    public const int NodeHeight = 40;

    /// <summary>Of the plate behind a number.</summary>
    public const double PlateRadius = 11;

    // Of twelve point letters as many as fit into a box.
    private const int MostLetters = 20;

    // How far a line bends to the middle, so that none passes through the box between its two.
    private const double Bend = 0.35;

    /// <summary>A tie by its number in the table.</summary>
    internal readonly record struct Line(int Number, Guid Actor, Guid Other, bool IsSure);

    /// <summary>
    /// The drawing; null where there is nothing to draw. Of more actors than fit those with the most ties are drawn; a number for which there is no
    /// free place is left to the table with its line.
    /// </summary>
    public static TieMapModel? Of(IReadOnlyList<Actor> actors, IReadOnlyList<Line> lines, Func<int, string> write)
    {
        var ties = lines.SelectMany(line => new[] { line.Actor, line.Other }).CountBy(id => id).ToDictionary();
        var drawn = actors.Where(actor => ties.ContainsKey(actor.Id)).ToList();
        if (drawn.Count > MostActors)
        {
            var busiest = drawn
                .OrderByDescending(actor => ties[actor.Id])
                .Take(MostActors)
                .Select(actor => actor.Id)
                .ToHashSet();
            drawn = drawn.FindAll(actor => busiest.Contains(actor.Id));
        }

        if (drawn.Count < 2)
            return null;
        var isSmall = drawn.Count <= 6;
        var (width, height) = isSmall ? (500, 360) : (800, 560);
        var (x, y) = (width / 2.0, height / 2.0);
        var (reachX, reachY) = (x - (NodeWidth / 2.0) - 4, y - (NodeHeight / 2.0) - 4);
        var places = drawn
            .Select(
                (actor, at) =>
                    (
                        actor.Id,
                        X: x + (reachX * Math.Sin(2 * Math.PI * at / drawn.Count)),
                        Y: y - (reachY * Math.Cos(2 * Math.PI * at / drawn.Count))
                    )
            )
            .ToDictionary(place => place.Id, place => (place.X, place.Y));

        List<(double X, double Y)> plates = [];
        List<TieLineModel> shown = [];
        Dictionary<(Guid, Guid), int> between = [];
        foreach (var line in lines)
        {
            if (!places.TryGetValue(line.Actor, out var from) || !places.TryGetValue(line.Other, out var to))
                continue;
            var pair = line.Actor.CompareTo(line.Other) < 0 ? (line.Actor, line.Other) : (line.Other, line.Actor);
            var before = between[pair] = between.GetValueOrDefault(pair) + 1;
            var curve = CurveOf(from, to, (x, y), before - 1);
            if (FreePlaceOn(curve, places.Values, plates) is not { } plate)
                continue;
            plates.Add(plate);
            shown.Add(
                new(
                    write(line.Number),
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"M{from.X:0.#} {from.Y:0.#}Q{curve.Control.X:0.#} {curve.Control.Y:0.#} {to.X:0.#} {to.Y:0.#}"
                    ),
                    line.IsSure,
                    Rounded(plate.X),
                    Rounded(plate.Y)
                )
            );
        }

        return new(
            width,
            height,
            [
                .. drawn.Select(actor => new TieNodeModel(
                    Shortened(actor.Name),
                    actor.What is { } what ? Shortened(what) : null,
                    Rounded(places[actor.Id].X),
                    Rounded(places[actor.Id].Y)
                )),
            ],
            shown
        )
        {
            IsWhole = shown.Count == lines.Count,
        };
    }

    // Several between the same two lie beside each other.
    private static Curve CurveOf((double X, double Y) from, (double X, double Y) to, (double X, double Y) middle, int before)
    {
        var half = (X: (from.X + to.X) / 2, Y: (from.Y + to.Y) / 2);
        var (lengthX, lengthY) = (to.X - from.X, to.Y - from.Y);
        var length = Math.Max(1, Math.Sqrt((lengthX * lengthX) + (lengthY * lengthY)));
        var aside = ((before + 1) / 2) * (before % 2 == 0 ? -44 : 44);
        var control = (
            half.X + ((middle.X - half.X) * Bend) - (lengthY / length * aside),
            half.Y + ((middle.Y - half.Y) * Bend) + (lengthX / length * aside)
        );
        return new(from, control, to);
    }

    private static (double X, double Y)? FreePlaceOn(
        Curve curve,
        IEnumerable<(double X, double Y)> nodes,
        List<(double X, double Y)> plates
    )
    {
        for (var step = 0; step <= 20; step++)
            foreach (var at in (double[])[0.5 + (step * 0.02), 0.5 - (step * 0.02)])
            {
                var place = curve.At(at);
                if (
                    nodes.All(node =>
                        Math.Abs(node.X - place.X) > (NodeWidth / 2.0) + PlateRadius + 1
                        || Math.Abs(node.Y - place.Y) > (NodeHeight / 2.0) + PlateRadius + 1
                    )
                    && plates.TrueForAll(plate =>
                        ((plate.X - place.X) * (plate.X - place.X)) + ((plate.Y - place.Y) * (plate.Y - place.Y))
                        > 4 * (PlateRadius + 0.5) * (PlateRadius + 0.5)
                    )
                )
                    return place;
            }

        return null;
    }

    private static string Rounded(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);

    private static string Shortened(string text)
    {
        var letters = StringInfo.ParseCombiningCharacters(text);
        return letters.Length <= MostLetters ? text : text[..letters[MostLetters - 1]] + "…";
    }

    // A quadratic curve, as SVG's Q draws it.
    private readonly record struct Curve((double X, double Y) From, (double X, double Y) Control, (double X, double Y) To)
    {
        public (double X, double Y) At(double part) =>
            (
                ((1 - part) * (1 - part) * From.X) + (2 * part * (1 - part) * Control.X) + (part * part * To.X),
                ((1 - part) * (1 - part) * From.Y) + (2 * part * (1 - part) * Control.Y) + (part * part * To.Y)
            );
    }
}
