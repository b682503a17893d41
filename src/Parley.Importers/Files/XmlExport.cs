using System.Text;
using System.Xml;
using Parley.Transfer;

namespace Parley.Importers.Files;

/// <summary>
/// An export in XML, read forwards once, in bounded memory and without ever looking outside the file. Whatever is wrong with
/// it ends in an <see cref="ExportUnreadableException"/> that names the place.
/// </summary>
internal sealed class XmlExport : IDisposable
{
    // Exports are five deep; a message that was put in without quoting may add the depth of its own markup.
    private const int MaxDepth = 64;
    private const int MaxAttributes = 64;
    private const int MaxAttribute = 1000;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        // Lets references to forbidden characters through, as ForbiddenCharacters does with the characters themselves.
        CheckCharacters = false,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
    };

    private readonly ForbiddenCharacters text;
    private readonly XmlReader xml;
    private readonly char[] chunk = new char[4096];
    private bool hasRoot;

    public XmlExport(Stream file, CancellationToken cancel)
    {
        text = ExportText.Open(file, runEnd: '<', cancel);
        // It begins to read at once.
        xml = Guarded(() => XmlReader.Create(text, Settings));
    }

    /// <summary>The line on which the current element begins, from 1.</summary>
    public int Line => Math.Max((xml as IXmlLineInfo)?.LineNumber ?? 1, 1);

    private int Column => Math.Max((xml as IXmlLineInfo)?.LinePosition ?? 1, 1);

    /// <summary>Moves to the outermost element.</summary>
    /// <param name="otherwise">What to say, with line and column, of a file whose outermost element is another.</param>
    public void ReadRoot(string name, Func<int, int, Problem> otherwise)
    {
        while (Read() && xml.NodeType != XmlNodeType.Element) { }
        if (xml.LocalName != name)
            throw new ExportUnreadableException(otherwise(Line, Column));
    }

    /// <summary>
    /// Moves to each element inside the current one, and gives its name without prefix. It may be read or left; either way the
    /// next one comes after it.
    /// </summary>
    public IEnumerable<string> Children()
    {
        if (xml.IsEmptyElement)
            yield break;
        var depth = xml.Depth;
        while (Read() && xml.Depth > depth)
        {
            if (xml.NodeType == XmlNodeType.Element && xml.Depth == depth + 1)
                yield return xml.LocalName;
        }
    }

    /// <summary>Reads what is behind the outermost element, which must be nothing.</summary>
    public void ReadToEnd()
    {
        while (Read()) { }
    }

    /// <summary>The current element's attribute of that name, under any prefix; null where it is absent, blank or no id of this world.</summary>
    public string? Attribute(string name)
    {
        string? value = null;
        while (xml.MoveToNextAttribute())
        {
            if (xml.LocalName == name && xml.Prefix != "xmlns" && xml.Value.Length <= MaxAttribute)
                value = ForbiddenCharacters.Clean(xml.Value.Trim(), []);
        }

        xml.MoveToElement();
        return string.IsNullOrWhiteSpace(value) ? null : value;
    }

    /// <summary>The current element's own text, up to a length; what is longer is noted.</summary>
    public string ReadText(int max, List<ImportNote> notes, ImportReason whenLonger = ImportReason.CutShort)
    {
        if (xml.IsEmptyElement)
            return "";
        var name = xml.LocalName;
        var depth = xml.Depth;
        var read = new StringBuilder();
        while (Read() && xml.Depth > depth)
        {
            if (xml.Depth == depth + 1 && xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
                Append(read, max);
        }

        if (read.Length > max)
        {
            notes.Add(new ImportNote(whenLonger, name));
            read.Length = char.IsHighSurrogate(read[max - 1]) ? max - 1 : max;
        }

        return ForbiddenCharacters.Clean(read.ToString(), notes);
    }

    public void Dispose()
    {
        xml.Dispose();
        text.Dispose();
    }

    private bool Read() =>
        Guarded(() =>
        {
            var isMore = xml.Read();
            hasRoot |= xml.NodeType == XmlNodeType.Element;
            if (xml.Depth > MaxDepth || xml.AttributeCount > MaxAttributes)
                throw new BeyondMeasureException();
            return isMore;
        });

    private void Append(StringBuilder read, int max)
    {
        for (int count; (count = Guarded(() => xml.ReadValueChunk(chunk, 0, chunk.Length))) > 0; )
        {
            // One chunk too many shows that it is longer, and the rest passes by.
            if (read.Length <= max)
                read.Append(chunk, 0, count);
        }
    }

    private T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (XmlException wrong)
        {
            var (line, column) = (Math.Max(wrong.LineNumber, 1), Math.Max(wrong.LinePosition, 1));
            throw new ExportUnreadableException(ProblemAt(line, column), wrong);
        }
        catch (Exception wrong) when (ExportText.ProblemOf(wrong, Line, Column) is { } problem)
        {
            throw new ExportUnreadableException(problem, wrong);
        }
    }

    private Problem ProblemAt(int line, int column) =>
        text.HasEnded ? Problems.ImportCutOff(line, column)
        : !hasRoot && text.HasDocumentType ? Problems.ImportHasDocumentType(line, column)
        : Problems.ImportBroken(line, column);
}
