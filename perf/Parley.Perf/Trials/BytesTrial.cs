using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Parley.Perf.Floors;
using Parley.Perf.Report;

namespace Parley.Perf.Trials;

/// <summary>What a reader's browser loads before there is anything to read: the page and all that it refers to, as sent.</summary>
internal static partial class BytesTrial
{
    public static async Task RunAsync(Bench bench)
    {
        var parley = await bench.StartParleyAsync("sqlite");
        var table = new Table(
            "Bytes a browser loads (gzip; aim: under 30,000 with 100 comments of 240 characters, loader under 2,000)",
            "what",
            "bytes"
        );
        var total = 0;
        Queue<string> wanted = new([parley.Page]);
        HashSet<string> seen = [.. wanted];
        while (wanted.TryDequeue(out var path))
        {
            var answer = await CapturedAnswer.AskAsync(parley.Port, Requests.Page(path));
            total += answer.Body.Length;
            table.Add(path == parley.Page ? "the page" : $"{path} ({answer.Status})", Pair.Number(answer.Body.Length));
            foreach (var next in ReferredIn(path, Unpack(answer)).Where(seen.Add))
                wanted.Enqueue(next);
        }
        table.Add("**together**", $"**{Pair.Number(total)}**");
        var loader = await CapturedAnswer.AskAsync(parley.Port, Requests.Page("/embed.js"));
        table.Add($"the loader on a newspaper's page, /embed.js ({loader.Status})", Pair.Number(loader.Body.Length));
        bench.Say(table);
        await bench.ClearAsync();
    }

    private static string Unpack(CapturedAnswer answer)
    {
        if (answer.Header("Content-Encoding") != "gzip")
            return Encoding.UTF8.GetString(answer.Body);
        using var unpacked = new GZipStream(new MemoryStream(answer.Body), CompressionMode.Decompress);
        using var reader = new StreamReader(unpacked, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    /// <summary>What a browser fetches by itself: styles, scripts, pictures, and what a module or a style brings along.</summary>
    private static IEnumerable<string> ReferredIn(string path, string text)
    {
        var from = new Uri(new Uri("http://127.0.0.1"), path);
        var matches = Path.GetExtension(from.AbsolutePath) switch
        {
            ".js" => Imported().Matches(text),
            ".css" => Styled().Matches(text),
            _ => Linked().Matches(text),
        };
        return matches
            .Select(x => new Uri(from, x.Groups["to"].Value))
            .Where(x => x.Host == from.Host && x.Scheme == "http")
            .Select(x => x.PathAndQuery);
    }

    [GeneratedRegex(
        """<link\b(?=[^>]*\brel="?(stylesheet|modulepreload|preload|icon))[^>]*\bhref="?(?<to>[^"\s>]+)|<(script|img)\b[^>]*\bsrc="?(?<to>[^"\s>]+)""",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Linked();

    // Not import(…): that is fetched when it is wanted.
    [GeneratedRegex("""(^|[;\n}])\s*(import|export)\b[^'"();]*['"](?<to>[^'"]+)['"]""")]
    private static partial Regex Imported();

    [GeneratedRegex("""(@import\s+|url\(\s*)['"]?(?<to>[^'")\s]+)""")]
    private static partial Regex Styled();
}
