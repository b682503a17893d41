using System.CommandLine;
using System.Globalization;
using System.Text;
using Parley.Scoring;

namespace Parley.Server.Commands;

/// <summary><c>parley score</c>: what the general models say of texts. It needs no data folder and no server.</summary>
internal static class ScoreCommand
{
    // In bytes: lines that come faster than they are scored are read and answered so many together.
    private const int AtOnce = 1 << 16;

    private static readonly Argument<string?> File = new("FILE")
    {
        Description = "The texts. Without one they come from standard input.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<bool> JsonLines = new("--jsonl")
    {
        Description = "Each line is {\"id\", \"text\", \"language\"?}, and is answered by a line, in the same order.",
    };

    private static readonly Option<bool> Csv = new("--csv")
    {
        Description = "The texts are the column \"text\" of a CSV file; the scores are columns after its own.",
    };

    private static readonly Option<string?> Model = new("--model")
    {
        Description = "A model of your own that the training tool wrote, in place of the one that comes with Parley.",
        HelpName = "FILE",
    };

    private static readonly Option<string?> Decisions = new("--decisions")
    {
        Description =
            "Texts and what a person decided (columns text and decision: approved or rejected), as CSV or JSON lines. Prints what a machine would have done.",
        HelpName = "FILE",
    };

    private static readonly Option<string> Score = new("--attribute")
    {
        Description = "With --decisions: by which score.",
        HelpName = "NAME",
        DefaultValueFactory = _ => Scoring.Attribute.Toxicity,
    };

    private static readonly Option<string?> Curve = new("--curve")
    {
        Description = "With --decisions: writes the curve as SVG.",
        HelpName = "FILE",
    };

    private static readonly Option<string?> Language = new("--language")
    {
        Description = "The language of all texts that name none themselves. Without it, it is found in each.",
        HelpName = "CODE",
    };

    public static Command Create()
    {
        var command = new Command(
            "score",
            "Says what a machine thinks of texts: a line each, or --csv, or --jsonl. Nothing leaves this machine."
        )
        {
            File,
            JsonLines,
            Csv,
            Model,
            Decisions,
            Score,
            Curve,
            Language,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var languages = new ScoredLanguages(Open(parsed.GetValue(Model)), parsed.GetValue(Language));
        if (parsed.GetValue(Decisions) is { } decided)
            return await ScoredDecisions.PrintAsync(
                languages,
                decided,
                parsed.GetValue(Score)!,
                parsed.GetValue(Curve),
                Console.Out,
                cancel
            );
        var path = parsed.GetValue(File);
        await using var input = OpenInput(path);
        await using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), AtOnce);
        await using var answered = new AnsweredInput(input, output);
        using var reader = new StreamReader(answered, new UTF8Encoding(false), true, AtOnce);
        // What comes through a pipe can be read but once.
        using (var progress = new ProgressLine(path is not null && input.CanSeek ? CountLines(path) : 0))
            if (parsed.GetValue(JsonLines) || HasEnding(path, ".jsonl"))
                await ScoredLines.JsonAsync(languages, reader, output, progress, cancel);
            else if (parsed.GetValue(Csv) || HasEnding(path, ".csv"))
                await ScoredLines.CsvAsync(languages, reader, output, progress, cancel);
            else
                await ScoredLines.PlainAsync(languages, reader, output, progress, cancel);
        if (languages.Told is { Length: > 0 } told)
            await Console.Error.WriteLineAsync(told);
        return Exits.Done;
    }

    private static GeneralModels Open(string? path)
    {
        try
        {
            if (path is not null)
                return new GeneralModels([TrainedModel.Open(path)]);
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new ExpectedException(Exits.Refused, $"The model {path} cannot be used: {error.Message}");
        }
        var services = new ServiceCollection();
        new ParleyBuilder(services).UseEnglishModel();
        // Ends with the process.
        return new GeneralModels([.. services.BuildServiceProvider().GetServices<IGeneralModel>()]);
    }

    private static Stream OpenInput(string? path)
    {
        try
        {
            return path is null ? Console.OpenStandardInput() : System.IO.File.OpenRead(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ExpectedException(Exits.Refused, $"The file cannot be read: {error.Message}");
        }
    }

    private static int CountLines(string path)
    {
        try
        {
            return System.IO.File.ReadLines(path).Count();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ExpectedException(Exits.Refused, $"The file cannot be read: {error.Message}");
        }
    }

    private static bool HasEnding(string? path, string ending) =>
        path?.EndsWith(ending, ignoreCase: true, CultureInfo.InvariantCulture) == true;
}
