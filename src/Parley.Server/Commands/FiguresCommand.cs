using System.CommandLine;
using Parley.Transparency;

namespace Parley.Server.Commands;

/// <summary><c>parley figures</c>.</summary>
internal static class FiguresCommand
{
    private static readonly Argument<string> Site = new("site") { Description = "The site.", HelpName = "NAME" };

    private static readonly Option<string> Half = new("--half")
    {
        Description = "The half-year, such as 2026-1.",
        HelpName = "YEAR-HALF",
        Required = true,
    };

    private static readonly Option<string> Out = new("--out")
    {
        Description = "The folder that the files are written to.",
        HelpName = "DIR",
        Required = true,
    };

    public static Command Create()
    {
        var command = new Command(
            "figures",
            "Writes the figures of half a year, and each statement of reasons as the Commission's database takes it."
        )
        {
            Site,
            Half,
            Out,
        };
        command.SetAction(WriteAsync);
        return command;
    }

    private static async Task<int> WriteAsync(ParseResult parsed, CancellationToken cancel)
    {
        if (!HalfYear.TryRead(parsed.GetValue(Half), out var half))
            throw new ExpectedException(Exits.Refused, $"\"{parsed.GetValue(Half)}\" is not half a year: 2026-1");
        await using var installation = await Installation.OpenAsync(parsed, cancel);
        var site = await installation.FindSiteAsync(parsed.GetValue(Site)!);
        if (!site.Settings.Figures)
            throw new ExpectedException(
                Exits.Refused,
                $"{site.Name} has not switched its figures on: parley site set {site.Name} figures=yes"
            );
        var folder = Directory.CreateDirectory(parsed.GetValue(Out)!).FullName;
        var count = await installation
            .Get<HalfYearFiles>()
            .WriteAsync(
                site,
                half,
                (name, content) => File.WriteAllBytesAsync(Path.Combine(folder, name), content, cancel),
                cancel
            );
        await Console.Out.WriteLineAsync($"{site.Name}\t{half}\t{count} statements\t{folder}");
        return Exits.Done;
    }
}
