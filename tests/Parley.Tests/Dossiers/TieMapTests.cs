using System.Globalization;
using Parley.Dossiers;
using Xunit;

namespace Parley.Tests.Dossiers;

/// <summary>The drawing of who is tied to whom.</summary>
public sealed class TieMapTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(9)]
    [InlineData(12)]
    public void Nothing_lies_on_anything_else_even_where_everybody_is_tied_to_everybody(int count)
    {
        var actors = Actors(count);
        var lines = actors
            .SelectMany((one, at) => actors.Skip(at + 1).Select(other => (one, other)))
            .Select((pair, at) => new TieMap.Line(at + 1, pair.one.Id, pair.other.Id, at % 2 == 0))
            .ToList();

        var map = TieMap.Of(actors, lines, number => number.ToString(CultureInfo.InvariantCulture))!;

        Assert.Equal(count, map.Nodes.Count);
        var nodes = map.Nodes.Select(node => (X: Read(node.X), Y: Read(node.Y))).ToList();
        var plates = map.Lines.Select(line => (X: Read(line.X), Y: Read(line.Y))).ToList();
        foreach (var (node, at) in nodes.Select((node, at) => (node, at)))
        {
            Assert.InRange(node.X, TieMap.NodeWidth / 2, map.Width - (TieMap.NodeWidth / 2));
            Assert.InRange(node.Y, TieMap.NodeHeight / 2, map.Height - (TieMap.NodeHeight / 2));
            Assert.All(
                nodes.Skip(at + 1),
                other =>
                    Assert.True(
                        Math.Abs(node.X - other.X) > TieMap.NodeWidth || Math.Abs(node.Y - other.Y) > TieMap.NodeHeight,
                        $"{node} lies on {other}"
                    )
            );
            Assert.All(
                plates,
                plate =>
                    Assert.True(
                        Math.Abs(node.X - plate.X) > (TieMap.NodeWidth / 2) + TieMap.PlateRadius
                            || Math.Abs(node.Y - plate.Y) > (TieMap.NodeHeight / 2) + TieMap.PlateRadius,
                        $"{plate} lies on {node}"
                    )
            );
        }

        Assert.All(
            plates.SelectMany((plate, at) => plates.Skip(at + 1).Select(other => (plate, other))),
            pair =>
                Assert.True(
                    Math.Pow(pair.plate.X - pair.other.X, 2) + Math.Pow(pair.plate.Y - pair.other.Y, 2)
                        > 4 * TieMap.PlateRadius * TieMap.PlateRadius
                )
        );
        // A newsroom's dossier has two ties an actor; all of such a one are drawn.
        Assert.True(map.Lines.Count >= Math.Min(lines.Count, 2 * count), $"{map.Lines.Count} of {lines.Count} are drawn");
        Assert.Equal(map.Lines.Count == lines.Count, map.IsWhole);
        Assert.Equal(map.Lines, TieMap.Of(actors, lines, number => number.ToString(CultureInfo.InvariantCulture))!.Lines);
    }

    [Fact]
    public void Of_more_than_twelve_those_with_most_ties_are_drawn_and_long_names_fit()
    {
        var actors = Actors(14);
        var lines = actors
            .Skip(1)
            .Select((other, at) => new TieMap.Line(at + 1, actors[0].Id, other.Id, true))
            .Append(new TieMap.Line(14, actors[13].Id, actors[12].Id, false))
            .ToList();

        var map = TieMap.Of(actors, lines, number => number.ToString(CultureInfo.InvariantCulture))!;

        Assert.Equal(12, map.Nodes.Count);
        Assert.False(map.IsWhole);
        Assert.Contains(map.Lines, line => line is { Number: "14", IsSure: false });
        Assert.All(map.Nodes, node => Assert.True(node.Name.Length <= 20, node.Name));
    }

    [Fact]
    public void Two_ties_between_the_same_two_are_two_lines()
    {
        var actors = Actors(2);

        var map = TieMap.Of(
            actors,
            [new(1, actors[0].Id, actors[1].Id, true), new(2, actors[1].Id, actors[0].Id, true)],
            number => $"{number}"
        )!;

        Assert.Equal(2, map.Lines.Select(line => (line.X, line.Y)).Distinct().Count());
        Assert.Null(TieMap.Of(actors, [], number => ""));
    }

    private static List<Actor> Actors(int count) =>
        [
            .. Enumerable
                .Range(1, count)
                .Select(number => new Actor(Guid.CreateVersion7(), $"Actor with a long name {number}", null)),
        ];

    private static double Read(string number) => double.Parse(number, CultureInfo.InvariantCulture);
}
