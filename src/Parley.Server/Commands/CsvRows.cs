using System.Text;

namespace Parley.Server.Commands;

/// <summary>Rows of CSV after RFC 4180: quoted fields may hold commas, quotes and line breaks.</summary>
internal sealed class CsvRows(TextReader input)
{
    /// <summary>How many rows were read, the head among them.</summary>
    public int Number { get; private set; }

    /// <summary>The next row; null at the end.</summary>
    public List<string>? Read()
    {
        if (input.Peek() < 0)
            return null;
        Number++;
        var (row, field, isQuoted) = (new List<string>(), new StringBuilder(), false);
        for (int next; (next = input.Read()) >= 0; )
        {
            var unit = (char)next;
            if (unit == '"' && isQuoted && input.Peek() == '"')
                field.Append((char)input.Read());
            else if (unit == '"' && (isQuoted || field.Length == 0))
                isQuoted = !isQuoted;
            else if (unit == ',' && !isQuoted)
            {
                row.Add(field.ToString());
                field.Clear();
            }
            else if (unit == '\n' && !isQuoted)
                break;
            else if (unit != '\r' || isQuoted)
                field.Append(unit);
        }
        row.Add(field.ToString());
        return row;
    }

    /// <summary>Fields as a line.</summary>
    public static string Line(IEnumerable<string> fields) =>
        string.Join(
            ',',
            fields.Select(field =>
                field.AsSpan().ContainsAny(",\"\n\r") ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field
            )
        );
}
