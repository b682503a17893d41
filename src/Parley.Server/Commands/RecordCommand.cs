using System.CommandLine;
using System.Globalization;
using Parley.Record;
using Parley.Sites;

namespace Parley.Server.Commands;

/// <summary><c>parley record verify</c>.</summary>
internal static class RecordCommand
{
    private static readonly Option<string?> Site = new("--site")
    {
        Description = "The site. Default: every site.",
        HelpName = "NAME",
    };

    private static readonly Option<string?> Known = new("--known")
    {
        Description = "A row's number and hash, as this command printed them earlier: the record must still hold it.",
        HelpName = "NUMBER:HASH",
    };

    public static Command Create()
    {
        var verify = new Command(
            "verify",
            "Walks the record from its first row to its end, and names the first row that was changed, taken out or slipped in."
        )
        {
            Site,
            Known,
        };
        verify.SetAction(VerifyAsync);
        return new Command("record", "The record of what was decided: a chain in which each change shows.") { verify };
    }

    private static async Task<int> VerifyAsync(ParseResult parsed, CancellationToken cancel)
    {
        var known = parsed.GetValue(Known) is { } text ? ReadKnown(text) : ((long, string)?)null;
        if (known is not null && parsed.GetValue(Site) is null)
            throw new ExpectedException(Exits.Refused, "--known is about one site. Name it: --site NAME");
        await using var installation = await Installation.OpenAsync(parsed, cancel);
        var sites = parsed.GetValue(Site) is { } name
            ? [await installation.FindSiteAsync(name)]
            : await installation.Get<SiteDirectory>().ListAsync();
        var broken = new List<string>();
        foreach (var site in sites)
        {
            var verdict = await installation.Get<VerifyRecord>().HandleAsync(site.Id, known, cancel);
            if (verdict.Fault is { } fault)
                broken.Add($"The record of {site.Name} does not hold at row {verdict.Rows}: {Sentence(fault)}");
            else
                await Console.Out.WriteLineAsync(
                    $"{site.Name}\t{verdict.Rows} rows hold\t{verdict.Rows}:{verdict.Hash}"
                        + (
                            verdict.Forgotten > 0
                                ? $"\t{verdict.Forgotten} without their words, which went with an account"
                                : ""
                        )
                );
        }

        return broken.Count == 0 ? Exits.Done : throw new ExpectedException(Exits.RecordBroken, string.Join('\n', broken));
    }

    private static string Sentence(RecordFault fault) =>
        fault switch
        {
            RecordFault.Missing => "it is not there.",
            RecordFault.SlippedIn => "it stands behind the record's end.",
            RecordFault.WordsChanged => "the words beside it are not those that it seals.",
            RecordFault.NotAsNoted => "it is not the row that was noted down.",
            _ => "it is not what it was when it was written, or not where.",
        };

    private static (long Number, string Hash) ReadKnown(string text) =>
        text.Split(':') is [var number, { Length: 64 } hash]
        && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var row)
            ? (row, hash)
            : throw new ExpectedException(Exits.Refused, $"\"{text}\" is not a row's number and hash: 12:6f1e…");
}
