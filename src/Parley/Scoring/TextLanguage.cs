using System.Collections.Frozen;
using System.Numerics;

namespace Parley.Scoring;

/// <summary>Which language a text is in.</summary>
/// <remarks>
/// By its script where that says it, and otherwise by the small words that no sentence does without. Slower ways know more languages, and
/// are as unsure of short texts.
/// </remarks>
internal static class TextLanguage
{
    private const int FewestLetters = 20;
    private const int LongestWord = 16;

    // Of a longer text its beginning.
    private const int Most = 4_000;

    private static readonly string[] Languages =
    [
        "en",
        "de",
        "fr",
        "es",
        "pt",
        "it",
        "nl",
        "sv",
        "da",
        "no",
        "fi",
        "pl",
        "cs",
        "ro",
        "hu",
        "tr",
        "id",
        "vi",
        "ru",
        "uk",
        "bg",
    ];

    // The commonest small words. One that several have counts for each of them.
    private static readonly string[] SmallWords =
    [
        "the of and to in is you that it he was for on are as with his they at be this have from or had by but not what all were we when your can said there use an each which she do how their if will up about out many then them these so some her would make like him into has look two more go see no way could people my than been who its now did get why just i dont im cant should think because know only very",
        "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch man sein wurde sei ich wir ihr kein keine wenn was du mir mich doch schon hier",
        "le de la les et des en un une du dans est que pour qui par sur pas au plus ne se ce il sont avec son ses ou mais comme nous vous je tout elle aux fait être cette leur bien deux même aussi ont été peut sans je tu on était très quand moi c'est n'est j'ai d'un",
        "el la de que y en los del se las por un para con no una su al lo como más pero sus le ya o este sí porque esta entre cuando muy sin sobre también me hasta hay donde quien desde todo nos durante todos uno les ni contra otros ese eso ante ellos esto mí qué yo eres son está ser hacer",
        "o de a que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à seu sua ou ser quando muito há nos já está eu também só pelo pela até isso ela entre era depois sem mesmo aos ter seus quem nas me esse eles você vocês são nao vc",
        "di e il la che in un a per è una sono non del si con i da le ma della nel dei al come più anche lo alla se ha gli delle ci questo o quando ho mi solo tutto perché era degli nella suo sua chi loro cosa essere molto hanno io tu siamo questa",
        "de het een en van in is dat op te zijn met voor niet aan er om ook als dan maar bij uit nog naar door over wat hij ik ze je wordt worden deze dit heeft hebben had was geen meer kan zou wel mijn jij wij moet of al die zo",
        "och i att det som en på är av för med till den har de inte om ett han men var jag sig från vi så kan när man hade nu ska eller hon min dem utan mycket bara också där du skulle blir alla vad",
        "og i at det som en på er af for med til den har de ikke om et han men var jeg sig fra vi så kan når man havde nu skal eller hun min dem uden meget kun også der du skulle bliver alle hvad blev",
        "og i at det som en på er av for med til den har de ikke om et han men var jeg seg fra vi så kan når man hadde nå skal eller hun min dem uten mye bare også der du skulle blir alle hva ble",
        "ja on ei että se hän oli mutta ovat joka myös kun niin kuin tai jos olla vain ole mitä minä sinä tämä ne he voi sen siitä nyt vielä kaikki mukaan jo sekä olen",
        "i w na z się nie do to że jest o jak za od po dla ale co jego ze by tylko czy już przez tym są był ma może tego być jej które ich ja ty oni tak bo",
        "a se v na je že s z do o to i k jako za by pro jsou ale po jeho od který tak nebo co si už jen byl ve jsem není jak která bude když mezi aby",
        "și în de la a cu pe nu este o un că din se pentru mai care să au fost sunt dar sau ca ce lui ei dacă prin fi după foarte am nici cum",
        "a az és hogy nem is egy ez de van ha csak volt meg már még mint el ki mert vagy azt lehet így minden sem kell én te nagyon lesz",
        "ve bir bu da de için ile çok ne gibi daha var ben o olarak kadar sonra mi ama olan ki en her şey sen değil biz ya hiç yok bana benim kendi oldu",
        "yang dan di itu dengan untuk tidak ini dari dalam akan pada juga saya ke karena ada mereka kita bisa atau sudah kami anda oleh lebih telah tak dia orang apa jadi",
        "và của là có không được cho trong một người các với những để đã này thì từ khi đó như đến cũng ra về sẽ tôi bạn nhưng rất nhiều",
        "и в не на что с он я как это по но к из у за то все она так его от мы бы они же вы ты только меня был для ее когда нет уже или если ещё быть",
        "і в не на що з він я як це по але до із у за то все вона так його від ми би вони ж ви ти тільки мене був для її коли немає вже або якщо ще бути та",
        "и в не на че с той аз като това по но към от у за то всичко тя така го ние би те ще вие ти само мен беше да се са си е ли",
    ];

    private static readonly FrozenDictionary<string, uint>.AlternateLookup<ReadOnlySpan<char>> Words = Index();

    /// <summary>ISO 639, two letters where there are two; null where that is unsure, as of a text shorter than about 20 letters.</summary>
    public static string? Detect(ReadOnlySpan<char> text)
    {
        text = text[..Math.Min(text.Length, Most)];
        Span<int> hits = stackalloc int[Languages.Length];
        Span<char> word = stackalloc char[LongestWord];
        hits.Clear();
        Span<int> known = stackalloc int[Languages.Length];
        known.Clear();
        var (letters, foreign, words, length) = (0, (Script: (string?)null, Count: 0), 0, 0);
        for (var at = 0; at <= text.Length; at++)
        {
            var unit = at < text.Length ? text[at] : ' ';
            if (char.IsLetter(unit) || (unit == '\'' && length > 0))
            {
                letters++;
                if (length < LongestWord)
                    word[length] = char.ToLowerInvariant(unit);
                length++;
                if (ScriptOf(unit) is { } script)
                    foreign = (foreign.Script is null or "zh" || script is "ja" ? script : foreign.Script, foreign.Count + 1);
                continue;
            }
            if (length is > 0 and <= LongestWord)
            {
                words++;
                Count(word[..length], hits, known);
            }
            length = 0;
        }
        // A sign of Chinese or Korean says as much as three letters.
        if (foreign.Count * 2 > letters && foreign.Script is { } own)
            return letters * (own is "zh" or "ja" or "ko" ? 3 : 1) < FewestLetters ? null : own;
        return letters < FewestLetters ? null : Best(hits, known, words);
    }

    private static void Count(ReadOnlySpan<char> word, Span<int> hits, Span<int> known)
    {
        if (!Words.TryGetValue(word, out var languages))
            return;
        // What few have says more.
        var weight = BitOperations.PopCount(languages) switch
        {
            1 => 4,
            2 => 2,
            _ => 1,
        };
        for (; languages != 0; languages &= languages - 1)
        {
            var language = BitOperations.TrailingZeroCount(languages);
            hits[language] += weight;
            known[language]++;
        }
    }

    private static string? Best(ReadOnlySpan<int> hits, ReadOnlySpan<int> known, int words)
    {
        var (best, second) = (0, -1);
        for (var language = 1; language < hits.Length; language++)
            if (hits[language] > hits[best])
                (best, second) = (language, best);
            else if (second < 0 || hits[language] > hits[second])
                second = language;
        // Two small words at the end of a sentence make it no other language.
        var isMuch = hits[best] >= 4 && known[best] * 5 >= words;
        return isMuch && hits[best] * 5 >= hits[second] * 6 ? Languages[best] : null;
    }

    // The language that alone, or nearly, is written so.
    private static string? ScriptOf(char unit) =>
        unit switch
        {
            >= '\u0370' and < '\u0400' => "el",
            >= '\u0590' and < '\u0600' => "he",
            >= '\u0600' and < '\u0700' => unit is 'پ' or 'چ' or 'ژ' or 'گ' ? "fa" : "ar",
            >= '\u0900' and < '\u0980' => "hi",
            >= '\u0E00' and < '\u0E80' => "th",
            >= '\u3040' and < '\u3100' => "ja",
            >= '\u4E00' and < '\uA000' => "zh",
            >= '\uAC00' and < '\uD7B0' => "ko",
            _ => null,
        };

    private static FrozenDictionary<string, uint>.AlternateLookup<ReadOnlySpan<char>> Index()
    {
        var index = new Dictionary<string, uint>(StringComparer.Ordinal);
        for (var language = 0; language < Languages.Length; language++)
            foreach (var word in SmallWords[language].Split(' '))
                index[word] = index.GetValueOrDefault(word) | (1u << language);
        return index.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    }
}
