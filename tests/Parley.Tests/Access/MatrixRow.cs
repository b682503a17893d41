using Parley.Tests.Setup;

namespace Parley.Tests.Access;

/// <summary>A line of <c>access-matrix.tsv</c>: what an endpoint answers to each role about one object.</summary>
/// <param name="Method">The HTTP method; <c>*</c> where the endpoint takes every one.</param>
/// <param name="Route">The route's pattern.</param>
/// <param name="Access">Who may call it, as the endpoint says.</param>
/// <param name="Object">What the address names: <c>-</c> nothing, <c>unknown</c>, <c>elsewhere</c>, a comment's state and owner.</param>
/// <param name="Send">What goes with it: <c>-</c>, a query, <c>json …</c> or <c>form …</c>, with blanks in braces.</param>
/// <param name="Statuses">In the order of <see cref="Role"/>.</param>
internal sealed record MatrixRow(string Method, string Route, string Access, string Object, string Send, string[] Statuses)
{
    private static readonly string Path = RepositoryRoot.At("tests/Parley.Tests/Access/access-matrix.tsv");

    public string Endpoint => $"{Method} {Route}";

    public static IReadOnlyList<MatrixRow> ReadAll() =>
        [
            .. File.ReadLines(Path)
                .Where(line => line.Length > 0 && line[0] != '#')
                .Select(line => line.Split('\t'))
                .Select(cells => new MatrixRow(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5..])),
        ];

    public override string ToString() => string.Join('\t', [Method, Route, Access, Object, Send, .. Statuses]);
}
