// Writes src/Parley/Markup/Confusables.txt, the characters that look like others, from Unicode's own table:
//
//     dotnet run eng/confusables.cs <confusables.txt> > src/Parley/Markup/Confusables.txt
//
// The table is https://www.unicode.org/Public/security/latest/confusables.txt (Unicode licence, Unicode-3.0).
using System.Globalization;

// A small capital reads as its letter, but Unicode leaves it a class of its own. With these, Cyrillic words in Latin
// guise (т, м, н, в, к) fold whole instead of by halves.
Dictionary<string, string> smallCapitals = new()
{
    ["0299"] = "0062", // ʙ, and so в
    ["029C"] = "0068", // ʜ, and so н
    ["1D1B"] = "0074", // ᴛ, and so т
    ["0138"] = "006B", // ĸ, and so к
    ["028D"] = "006D", // ʍ, and so м
};

var lines = File.ReadAllLines(args[0]);
var sources = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
foreach (var line in lines.Where(line => line.Length > 0 && line[0] is not ('#' or '\uFEFF')))
{
    var fields = line.Split(';', StringSplitOptions.TrimEntries);
    Add(fields[1], fields[0]);
}
foreach (var (capital, letter) in smallCapitals)
    Add(letter, capital);

Console.WriteLine(
    $"# Characters that look like others, from Unicode's confusables.txt ({lines.First(l => l.StartsWith("# Version", StringComparison.Ordinal))[2..]})."
);
Console.WriteLine("# © Unicode, Inc. Used under the Unicode License v3 (Unicode-3.0), https://www.unicode.org/license.txt");
Console.WriteLine(
    "# Made by eng/confusables.cs; do not edit. Each line: what they look like = the characters, all in hexadecimal."
);
foreach (var (prototype, looks) in sources)
    Console.WriteLine(
        $"{prototype}={string.Join(' ', looks.Order(StringComparer.Ordinal).OrderBy(c => int.Parse(c, NumberStyles.HexNumber, CultureInfo.InvariantCulture)))}"
    );

void Add(string prototype, string source)
{
    if (!sources.TryGetValue(prototype, out var list))
        sources[prototype] = list = [];
    list.Add(source);
}
