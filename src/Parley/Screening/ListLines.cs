using System.Text;

namespace Parley.Screening;

/// <summary>
/// The entries of a list as a person types or pastes it: one a line, whatever ends the line; blank lines, and lines with <c>#</c> in front,
/// which are notes, are passed over.
/// </summary>
internal ref struct ListLines(ReadOnlySpan<char> text)
{
    private SpanLineEnumerator lines = text.EnumerateLines();

    /// <summary>Counted from 1.</summary>
    public int Line { get; private set; }

    /// <summary>Without the blanks around it, and the mark with which a file begins that was pasted there.</summary>
    public ReadOnlySpan<char> Entry { get; private set; }

    public bool MoveNext()
    {
        while (lines.MoveNext())
        {
            Line++;
            Entry = lines.Current.Trim().TrimStart('\uFEFF').TrimStart();
            if (!Entry.IsEmpty && Entry[0] != '#')
                return true;
        }

        return false;
    }
}
