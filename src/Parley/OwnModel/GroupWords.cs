using Parley.Markup;
using Parley.Screening;

namespace Parley.OwnModel;

/// <summary>
/// Whether a text speaks of people by what they are. A model that takes the name of a group for an insult silences whoever belongs to it, and
/// nobody sees that in a figure of all texts together: so these are counted by themselves.
/// </summary>
internal static class GroupWords
{
    private static readonly Lazy<WordList> List = new(Read);

    public static bool AreIn(FoldedText text) => List.Value.Find(text, 1).Count > 0;

    private static WordList Read()
    {
        using var stream = typeof(GroupWords).Assembly.GetManifestResourceStream("Parley.OwnModel.GroupWords.txt")!;
        using var reader = new StreamReader(stream);
        return WordListReader.Read(reader.ReadToEnd(), 1, out _);
    }
}
