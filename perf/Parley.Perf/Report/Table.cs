using System.Text;

namespace Parley.Perf.Report;

/// <summary>A Markdown table that also reads well as plain text.</summary>
internal sealed class Table(string title, params string[] columns)
{
    private readonly List<string[]> rows = [];

    public void Add(params string[] cells)
    {
        if (cells.Length != columns.Length)
            throw new ArgumentException($"{cells.Length} cells for {columns.Length} columns.", nameof(cells));
        rows.Add(cells);
    }

    public override string ToString()
    {
        var widths = columns.Select((x, i) => rows.Select(r => r[i].Length).Append(x.Length).Max()).ToArray();
        var text = new StringBuilder().AppendLine("## " + title).AppendLine();
        Append(text, columns, widths);
        Append(text, [.. widths.Select(x => new string('-', x))], widths);
        foreach (var row in rows)
            Append(text, row, widths);
        return text.ToString();
    }

    private static void Append(StringBuilder text, string[] cells, int[] widths) =>
        text.Append("| ").AppendJoin(" | ", cells.Select((x, i) => x.PadRight(widths[i]))).AppendLine(" |");
}
