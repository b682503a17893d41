using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Parley.Importers.Files;
using Parley.Transfer;

namespace Parley.Importers.SavedPage;

/// <summary>
/// The discussion of a saved page. The page has no ids and no times: an id is made of the names from the top of the branch down
/// to the comment, its words, and which of several such it is; the times are unknown and follow the page's order.
/// </summary>
internal sealed class PageDiscussion(string addressKey)
{
    private const int MaxName = 200;

    // The comments from the top of the branch down to the one that is being read.
    private readonly Stack<OpenComment> open = new();
    private readonly Dictionary<string, int> occurrences = new(StringComparer.Ordinal);
    private int? topIndent;

    /// <summary>The index of the line with which the discussion starts; the number of lines where there is none.</summary>
    public static int Start(List<PageLine> lines)
    {
        for (var at = 0; at < lines.Count; at++)
        {
            if (IsHeading(lines, at))
                return at;
        }

        return lines.Count;
    }

    public IEnumerable<ImportedComment> Read(List<PageLine> lines, int start)
    {
        for (var at = start; at < lines.Count; )
        {
            var heading = lines[at];
            Place(heading);
            var words = new List<PageLine>();
            for (at++; at < lines.Count && !IsHeading(lines, at); at++)
            {
                Check(lines[at], heading);
                words.Add(lines[at]);
            }

            yield return ReadComment(heading, words);
        }
    }

    /// <summary>
    /// Whether a line is a writer's name: a bullet behind a blank line, with something set in deeper below it. Other bullets are
    /// points of a list that somebody wrote.
    /// </summary>
    private static bool IsHeading(List<PageLine> lines, int at)
    {
        if (!lines[at].IsBullet || (at > 0 && !lines[at - 1].IsBlank))
            return false;
        var next = at + 1;
        while (next < lines.Count && lines[next].IsBlank)
            next++;
        return next < lines.Count && lines[next].Indent > lines[at].Indent;
    }

    /// <summary>Finds whom a comment answers: the nearest one above that is set in less.</summary>
    private void Place(PageLine heading)
    {
        if (heading.Name.Length == 0)
            throw new ExportUnreadableException(Problems.PageCommentWithoutName(heading.Number));
        while (open.TryPeek(out var last) && last.Indent >= heading.Indent)
            open.Pop();
        var expected = open.TryPeek(out var parent) ? parent.ReplyIndent ??= heading.Indent : topIndent ??= heading.Indent;
        // Between two depths it could be an answer to either.
        if (heading.Indent != expected)
            throw new ExportUnreadableException(Problems.PageLineAstray(heading.Number));
    }

    private static void Check(PageLine line, PageLine heading)
    {
        if (line.IsBlank || line.Indent > heading.Indent)
            return;
        throw new ExportUnreadableException(
            line.IsBullet ? Problems.PageCommentWithoutWords(line.Number) : Problems.PageLineAstray(line.Number)
        );
    }

    private ImportedComment ReadComment(PageLine heading, List<PageLine> lines)
    {
        var notes = new List<ImportNote>();
        var name = ForbiddenCharacters.Clean(heading.Name, notes);
        if (name.Length > MaxName)
        {
            notes.Add(new ImportNote(ImportReason.CutShort, "name"));
            name = name[..MaxName];
        }

        var body = ForbiddenCharacters.Clean(Words(lines), notes);
        if (body.Length == 0)
            throw new ExportUnreadableException(Problems.PageCommentWithoutWords(heading.Number));
        if (body.Length > ImportedComment.MaxBody)
            notes.Add(new ImportNote(ImportReason.WordsTooLong, name));

        var parent = open.TryPeek(out var above) ? above : null;
        var id = Id([.. open.Select(one => one.Name).Reverse(), name], body);
        open.Push(new OpenComment(heading.Indent, name, id));
        return new ImportedComment
        {
            ForeignId = id,
            Line = heading.Number,
            ThreadForeignId = addressKey,
            ParentForeignId = parent?.Id,
            Author = new ImportedAuthor($"name:{name}", name, null, IsAnonymous: false),
            Body = body.Length > ImportedComment.MaxBody ? "" : body,
            Format = WordsFormat.Text,
            Notes = notes,
        };
    }

    /// <summary>The words with their line breaks; paragraphs parted by one blank line.</summary>
    private static string Words(List<PageLine> lines)
    {
        var indent = lines.FirstOrDefault(line => !line.IsBlank).Indent;
        var words = new StringBuilder();
        var isBreak = false;
        foreach (var line in lines)
        {
            isBreak |= line.IsBlank;
            if (line.IsBlank)
                continue;
            if (words.Length > 0)
                words.Append(isBreak ? "\n\n" : "\n");
            words.Append(line.Inside(indent));
            isBreak = false;
        }

        return words.ToString();
    }

    private string Id(string[] names, string body)
    {
        var path = string.Join('\u001F', [addressKey, .. names, body]);
        var occurrence = occurrences[path] = occurrences.GetValueOrDefault(path) + 1;
        var bytes = Encoding.UTF8.GetBytes(path + '\u001F' + occurrence.ToString(CultureInfo.InvariantCulture));
        return Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16));
    }

    private sealed class OpenComment(int indent, string name, string id)
    {
        public int Indent { get; } = indent;
        public string Name { get; } = name;
        public string Id { get; } = id;

        /// <summary>How far its answers are set in; null until the first.</summary>
        public int? ReplyIndent { get; set; }
    }
}
