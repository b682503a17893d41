using Parley.Importers.Files;
using Parley.Transfer;

namespace Parley.Importers.SavedPage;

/// <summary>A line of a saved page.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Indent">How many columns it is set in.</param>
/// <param name="Text">Without what it is set in by, and without blanks at its end.</param>
internal readonly record struct PageLine(int Number, int Indent, string Text)
{
    private const int TabColumns = 4;

    // A page with its whole discussion; the longest in the world are a tenth of it.
    private const int MaxCharacters = 16 << 20;

    // The marks that browsers write before the points of nested lists.
    private static readonly char[] Bullets = ['•', '◦', '▪', '▫', '‣'];

    public bool IsBlank => Text.Length == 0;
    public bool IsBullet => Text.Length > 0 && Bullets.Contains(Text[0]);

    /// <summary>What stands behind the bullet.</summary>
    public string Name => Text[1..].Trim();

    public static List<PageLine> ReadAll(Stream file, CancellationToken cancel)
    {
        using var text = ExportText.Open(file, runEnd: '\n', cancel);
        var lines = new List<PageLine>();
        var characters = 0;
        while (ReadLine(text, lines.Count + 1) is { } line)
        {
            characters += line.Length;
            if (characters > MaxCharacters)
                throw new ExportUnreadableException(Problems.ImportTooLarge(lines.Count + 1, 1));
            if (line.Contains(ForbiddenCharacters.Nul))
                throw new ExportUnreadableException(Problems.ImportNotText(lines.Count + 1));
            lines.Add(Of(lines.Count + 1, line));
        }

        return lines;
    }

    /// <summary>The line without the columns by which its comment is set in.</summary>
    public string Inside(int indent) => new string(' ', Math.Max(Indent - indent, 0)) + Text;

    private static PageLine Of(int number, string line)
    {
        var indent = 0;
        var start = 0;
        for (; start < line.Length && char.IsWhiteSpace(line[start]); start++)
            indent += line[start] == '\t' ? TabColumns - indent % TabColumns : 1;
        return new PageLine(number, indent, line[start..].TrimEnd());
    }

    private static string? ReadLine(TextReader text, int number)
    {
        try
        {
            return text.ReadLine();
        }
        catch (Exception failure) when (ExportText.ProblemOf(failure, number, 1) is { } problem)
        {
            throw new ExportUnreadableException(problem, failure);
        }
    }
}
