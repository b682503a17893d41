using System.Globalization;
using System.Text;

namespace Parley.Stories;

/// <summary>The name of a report in the address of its page: words of its title, and enough of its id to be nobody else's.</summary>
internal static class Slugs
{
    private const int LongestWords = 60;

    public static string Of(string title, Guid id)
    {
        var words = new StringBuilder(LongestWords);
        foreach (var letter in title.Normalize(NormalizationForm.FormD))
        {
            if (words.Length >= LongestWords)
                break;
            if (char.IsAsciiLetterOrDigit(letter))
                words.Append(char.ToLowerInvariant(letter));
            else if (char.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark && words.Length > 0 && words[^1] != '-')
                words.Append('-');
        }

        // The last of it: the first is the time, and two of one minute would share it.
        var end = id.ToString("N")[^8..];
        var beginning = words.ToString().Trim('-');
        return beginning.Length == 0 ? end : $"{beginning}-{end}";
    }
}
