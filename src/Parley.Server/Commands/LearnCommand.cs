using System.CommandLine;
using System.Globalization;
using Parley.Learning;
using Parley.OwnModel;
using Parley.Sites;

namespace Parley.Server.Commands;

/// <summary><c>parley learn</c>: has a site's own model learn from what its people decided, beside a running server or without one.</summary>
internal static class LearnCommand
{
    // What a machine may be wrong in, either way.
    private const double MostWrong = 0.01;

    private static readonly Option<string> Site = new("--site")
    {
        Description = "The site whose decisions it learns from.",
        HelpName = "NAME",
        Required = true,
    };

    public static Command Create()
    {
        var command = new Command(
            "learn",
            $"Learns what a site's people take down, from {Number(OwnTeacher.Fewest)} decisions on, labels of programs among them. A server does the same by itself, once a tenth more was decided."
        )
        {
            Site,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        await using var installation = await Installation.OpenAsync(parsed, cancel);
        var site = await installation.FindSiteAsync(parsed.GetValue(Site)!);
        var decided = await installation.Get<DecidedComments>().ListAsync(site.Id, cancel);
        LearnResult result;
        using (var progress = new ProgressLine(decided.Count))
            result = await installation.Get<LearnOwnModel>().HandleAsync(site, progress, cancel);
        await Console.Out.WriteLineAsync(Told(site, result));
        return result.Outcome == LearnOutcome.Learned ? Exits.Done : Exits.Refused;
    }

    private static string Told(Site site, LearnResult result) =>
        result.Outcome switch
        {
            LearnOutcome.TooFew => result.Decisions + result.Labels < OwnTeacher.Fewest
                ? $"Nothing was learned: people on {site.Name} have decided about {Number(result.Decisions)} comments, programs have labelled {Number(result.Labels)} texts, and {Number(OwnTeacher.Fewest)} of both together are needed. Holds that no person confirmed do not count."
                : $"Nothing was learned: of {Number(result.Decisions)} decisions and {Number(result.Labels)} labels too few take a comment down, or too few let one stand, in different words.",
            LearnOutcome.Overtaken => "Somebody else has learned at the same time. Nothing was kept.",
            LearnOutcome.Refused =>
                $"{Figures(result)}\nRefused: it is worse than {Before(result)}, which {site.Name} goes on with.",
            _ =>
                $"{Figures(result)}\n{OwnModels.NameOf(result.Version!.Version)} is ready. Whether it holds anything is set on the page of the site's own model.",
        };

    private static string Figures(LearnResult result)
    {
        var version = result.Version!;
        var lines = new List<string>
        {
            $"{OwnModels.NameOf(version.Version)}: learned from {Number(version.Learned)} texts, {Number(version.Labels)} of them labels of programs; judged on the newest {Number(result.After!.Count)} decisions, from which it has not learned.",
        };
        if (result.Before is { } before)
            lines.Add($"Before, by {Before(result)}: {Line(before)}");
        lines.Add($"Now: {Line(result.After)}");
        return string.Join('\n', lines);
    }

    private static string Line(Lanes lanes)
    {
        var (below, from) = lanes.Widest(MostWrong);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"AUC {lanes.Auc():0.000}; {lanes.At(below, from).ByMachine:P1} without a person at most 1 % wrong either way."
        );
    }

    private static string Before(LearnResult result) =>
        result.Version!.Before.StartsWith(OwnModels.Called, StringComparison.Ordinal)
            ? result.Version.Before
            : $"the general model's {result.Version.Before}";

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
