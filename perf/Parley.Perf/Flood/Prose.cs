namespace Parley.Perf.Flood;

/// <summary>What the drill's people say: each text is another one for another number, and the same for the same.</summary>
internal static class Prose
{
    private static readonly string[] Words =
    [
        .. "harbour council minutes ferry tariff however nobody asked which evidence dredging promised again because summer".Split(
            ' '
        ),
        .. "neighbours figures quoted source unnamed official plainly different budget written doubt fishermen answer".Split(
            ' '
        ),
    ];

    private static readonly string[] Leaflets =
    [
        "Everybody knows that the minister was paid for this bridge and that no newspaper in the country dares to print it",
        "Wake up at last and read what they do not show you because the whole council will be gone before the winter comes",
        "Do not believe a single word of this report since its author has been bought by the shipping lines for ten years",
        "All who defend the tariff here are paid accounts and the newsroom knows that very well and lets them write all day",
        "Come to the harbour on Sunday at noon and bring everybody you know because this is the last time we will ask nicely",
    ];

    public static string Ordinary(string seed) => Sentences(seed, 30);

    /// <summary>Leaflets with a word changed, the same words again, links, and what looks like anybody's comment.</summary>
    public static string OfFlood(int account, int number) =>
        (number % 5) switch
        {
            0 or 1 => $"{Leaflets[(account + number) % Leaflets.Length]} {Words[(account * 7 + number) % Words.Length]}",
            2 => $"{Leaflets[account % Leaflets.Length]}!",
            3 => Sentences($"link {account} {number}", 8) + $" https://cheap{account}.example/{number}",
            _ => Sentences($"flood {account} {number}", 20),
        };

    /// <summary>Attacks: a third in words that a list knows, some with links, some nearly alike, the rest in words of their own.</summary>
    public static string Hostile(int number) =>
        (number % 10) switch
        {
            0 or 1 or 2 => $"You are {(number % 3 == 0 ? "vermin" : "scum")}, {Sentences($"hostile {number}", 12)}",
            3 => $"{Sentences($"hostile link {number}", 10)} https://truth{number % 40}.example/{number}",
            4 or 5 => $"{Leaflets[number % Leaflets.Length]} {Words[number % Words.Length]}",
            _ => $"People like you should leave this town. {Sentences($"hostile {number}", 18)}",
        };

    private static string Sentences(string seed, int words)
    {
        // Not string.GetHashCode, which is another in each process.
        var luck = new Random(seed.Aggregate(17, (sum, letter) => unchecked((sum * 31) + letter)));
        return string.Join(' ', Enumerable.Range(0, words).Select(_ => Words[luck.Next(Words.Length)])) + ".";
    }
}
