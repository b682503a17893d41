using System.Text;

namespace Parley;

internal sealed partial class Words
{
    /// <summary>A language for private use, right to left, in which every sentence is accented and longer.</summary>
    public const string MadeUpLanguage = "qps";

    private const string Plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Accented = "áƀçđéƒğĥíĵķļɱñóþɋŕšţúṽŵẋýžÁƁÇĐÉƑĞĤÍĴĶĻṀÑÓÞɊŔŠŢÚṼŴẊÝŽ";

    private Func<string, string>? accent;

    /// <summary>
    /// Words in a language that nobody speaks, so that a tester sees on any page what did not come from a language file
    /// (it has plain letters), and what does not survive a longer language or the other direction.
    /// </summary>
    public static Words MadeUp(Words words) =>
        new(
            MadeUpLanguage,
            words.phrases.ToDictionary(
                phrase => phrase.Key,
                phrase =>
                    phrase.Key.StartsWith("pattern.", StringComparison.Ordinal) ? phrase.Value : phrase.Value.Through(Disguise)
            )
        )
        {
            zone = words.zone,
            now = words.now,
            accent = Disguise,
        };

    private static string Disguise(string text)
    {
        var disguised = new StringBuilder();
        var isBlank = false;
        foreach (var letter in text)
        {
            isBlank = letter == '{' || (isBlank && letter != '}');
            var index = isBlank ? -1 : Plain.IndexOf(letter, StringComparison.Ordinal);
            var other = index < 0 ? letter : Accented[index];
            // Doubled vowels: about a third longer, as German or Finnish would be.
            disguised.Append(other, "aeiou".Contains(letter, StringComparison.Ordinal) && !isBlank ? 2 : 1);
        }

        return disguised.ToString();
    }
}
