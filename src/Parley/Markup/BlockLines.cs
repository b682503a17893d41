using System.Globalization;
using System.Text;

namespace Parley.Markup;

/// <summary>
/// Writes safe HTML as lines of text, with the signs of quotes and lists before them: as plain text for reading, or as the
/// Markdown that means the same.
/// </summary>
internal sealed class BlockLines(bool isMarkdown)
{
    // Never taken for a bullet or an underline, wherever it stands.
    private const string Rule = "___";

    private readonly StringBuilder lines = new();
    private readonly Stack<ListAround> lists = new();

    // Outermost first; the first one is the text itself.
    private readonly List<Around> arounds = [new("")];

    public string Write(SafeHtml html)
    {
        var reader = new SafeHtmlReader(html.Value);
        while (reader.Read())
        {
            if (reader.Token == SafeToken.Open)
                Open(ref reader);
            else
                Close(reader.Tag);
        }
        return lines.ToString();
    }

    private void Open(ref SafeHtmlReader reader)
    {
        switch (reader.Tag)
        {
            case SafeTag.Paragraph:
                BeginBlock();
                Lines(InlineWords.Read(ref reader, isMarkdown));
                break;
            case SafeTag.CodeBlock:
                BeginBlock();
                CodeBlock(ref reader);
                break;
            case SafeTag.Rule:
                BeginBlock();
                Lines(Rule);
                break;
            case SafeTag.Quote:
                BeginBlock();
                arounds.Add(new(">"));
                break;
            case SafeTag.Item:
                arounds.Add(new(lists.Peek().NextSign()));
                break;
            case SafeTag.BulletList or SafeTag.NumberedList:
                BeginBlock(isList: true);
                lists.Push(NewList(reader.Tag, reader.Text));
                break;
        }
    }

    private void Close(SafeTag tag)
    {
        if (tag is SafeTag.BulletList or SafeTag.NumberedList)
            arounds[^1].LastList = lists.Pop();
        else if (tag is SafeTag.Item or SafeTag.Quote)
        {
            // An empty item is its sign.
            if (!arounds[^1].IsShown)
                Lines("");
            arounds.RemoveAt(arounds.Count - 1);
        }
    }

    // Two lists in a row are two only when their signs differ.
    private ListAround NewList(SafeTag tag, ReadOnlySpan<char> start)
    {
        var isNumbered = tag is SafeTag.NumberedList;
        var isOther = isMarkdown && arounds[^1].LastList is { IsOther: false } last && last.IsNumbered == isNumbered;
        return new(isNumbered, start.IsEmpty ? 1 : int.Parse(start, CultureInfo.InvariantCulture), isOther);
    }

    private void BeginBlock(bool isList = false)
    {
        if (arounds[^1].HasBlock)
            lines.Append(Prefix().TrimEnd()).Append('\n');
        arounds[^1].HasBlock = true;
        if (!isList)
            arounds[^1].LastList = null;
    }

    private void CodeBlock(ref SafeHtmlReader reader)
    {
        var code = InlineWords.ReadCode(ref reader);
        if (!isMarkdown)
        {
            Lines(code);
            return;
        }
        var fence = new string('`', Math.Max(3, InlineWords.LongestRun(code, '`') + 1));
        Lines($"{fence}\n{code}\n{fence}");
    }

    private void Lines(string block)
    {
        foreach (var line in block.Split('\n'))
        {
            var prefix = Prefix();
            if (line.Length == 0)
                lines.Append(prefix.TrimEnd());
            else
                lines.Append(prefix).Append(line);
            lines.Append('\n');
        }
    }

    // What stands before a line: quote signs close together, an item's sign once and its width in blanks from then on.
    private string Prefix()
    {
        var prefix = new StringBuilder();
        for (var at = 1; at < arounds.Count; at++)
        {
            var around = arounds[at];
            prefix.Append(around.IsShown && !around.IsQuote ? new string(' ', around.Sign.Length) : around.Sign);
            around.IsShown = true;
            if (around.IsQuote && (at + 1 == arounds.Count || !arounds[at + 1].IsQuote))
                prefix.Append(' ');
        }
        return prefix.ToString();
    }

    private sealed class Around(string sign)
    {
        public string Sign { get; } = sign;
        public bool IsQuote => Sign == ">";
        public bool IsShown { get; set; }
        public bool HasBlock { get; set; }
        public ListAround? LastList { get; set; }
    }

    private sealed record ListAround(bool IsNumbered, int First, bool IsOther)
    {
        private int next = First;

        public string NextSign() =>
            IsNumbered ? string.Create(CultureInfo.InvariantCulture, $"{next++}{(IsOther ? ')' : '.')} ")
            : IsOther ? "* "
            : "- ";
    }
}
