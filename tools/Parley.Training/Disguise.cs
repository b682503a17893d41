using System.Text;
using Parley.Scoring;

namespace Parley.Training;

/// <summary>Writes a text as people do who want to get past a filter, or who type fast.</summary>
internal static class Disguise
{
    private static readonly Dictionary<char, string> Looks = new()
    {
        ['a'] = "аαá@4",
        ['b'] = "Ь8",
        ['c'] = "сç",
        ['e'] = "еé3€",
        ['i'] = "іí1!",
        ['l'] = "1|",
        ['o'] = "оö0",
        ['p'] = "рρ",
        ['s'] = "ѕ5$",
        ['t'] = "т7+",
        ['u'] = "υü",
        ['x'] = "х",
        ['y'] = "уý",
    };

    /// <summary>Hides or misspells one to three words, such as people hide where there is one.</summary>
    public static string Apply(string text, Vocabulary vocabulary, ref Luck luck)
    {
        var words = text.Split(' ');
        var likely = new List<int>();
        for (var at = 0; at < words.Length; at++)
            if (vocabulary.Known.IsDisguised(Hashes.Of(words[at].ToLowerInvariant().Trim('.', ',', '!', '?', '"'))))
                likely.Add(at);
        for (var times = 1 + luck.Below(3); times > 0; times--)
        {
            var at = likely.Count > 0 && luck.Share() < 0.75f ? likely[luck.Below(likely.Count)] : luck.Below(words.Length);
            words[at] = Hidden(words[at], ref luck);
        }
        var sign = luck.Share() < 0.04f ? "" : " ";
        return string.Join(sign, words);
    }

    private static string Hidden(string word, ref Luck luck)
    {
        if (word.Length < 3)
            return word;
        var at = 1 + luck.Below(word.Length - 2);
        switch (luck.Below(10))
        {
            case 0:
                return word.Remove(at, 1);
            case 1:
                return word[..at] + word[at] + word[at..];
            case 2:
                return word[..at] + word[at + 1] + word[at] + word[(at + 2)..];
            case 3:
                return string.Join(luck.Of([" ", ".", "-", "_"]), word.ToCharArray());
            case 4:
                return word[..at] + '*' + word[(at + 1)..];
            case 5:
                return word[..1] + new string('*', Math.Max(1, word.Length - 2)) + word[^1..];
            case 6:
                return word[..at] + new string(word[at], 3 + luck.Below(4)) + word[at..];
            case 7:
                return word[..at] + (char)('a' + luck.Below(26)) + word[(at + 1)..];
            default:
                return Lookalikes(word, ref luck);
        }
    }

    private static string Lookalikes(string word, ref Luck luck)
    {
        var hidden = new StringBuilder(word);
        for (var at = 0; at < hidden.Length; at++)
            if (Looks.TryGetValue(char.ToLowerInvariant(hidden[at]), out var looks) && luck.Share() < 0.5f)
                hidden[at] = looks[luck.Below(looks.Length)];
        return hidden.ToString();
    }
}
