using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;

namespace Parley.Server.Commands;

/// <summary>The program's commands. Serving is what it does when none is named.</summary>
internal static class ParleyCommand
{
    public static readonly Option<string?> Data = new("--data")
    {
        Description = "The folder for the data of an installation on SQLite. Default: data, where the command was typed.",
        HelpName = "DIR",
        Recursive = true,
    };

    public static readonly Option<string?> Database = new("--database")
    {
        Description =
            "A PostgreSQL database in place of SQLite: \"Host=db;Database=parley;Username=parley;Password=…\". Also PARLEY__DATABASE.",
        HelpName = "CONNECTION",
        Recursive = true,
    };

    // Ctrl-C asks a command to stop, and waits: the library would end the process after two seconds, finished or not.
    private static readonly InvocationConfiguration Invocation = new()
    {
        ProcessTerminationTimeout = Timeout.InfiniteTimeSpan,
        EnableDefaultExceptionHandler = false,
    };

    private static InvocationConfiguration Refusal => new() { Output = Console.Error };

    public static string Version =>
        typeof(ParleyCommand)
            .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion.Split('+')[0]
        ?? "0";

    public static Task<int> RunAsync(string[] args)
    {
        var parsed = Create().Parse(args);
        if (parsed.Action is not ParseErrorAction wrong)
            return parsed.InvokeAsync(Invocation);
        // A slip of the hand gets a sentence, not a page on which to look for it.
        wrong.ShowHelp = parsed.CommandResult.Command is { Action: null } && parsed.UnmatchedTokens.Count == 0;
        return parsed.InvokeAsync(Refusal);
    }

    public static RootCommand Create()
    {
        var root = new RootCommand(
            "Parley: the discussion system of a news site.\n\n"
                + "  parley                                   starts it, with a sample site where there is none\n"
                + "  parley site add courant --origin https://courant.example\n"
                + "  parley import disqus export.xml.gz --site courant --check"
        )
        {
            Data,
            Database,
            ServeCommand.Create(),
            MigrateCommand.Create(),
            ImportCommand.Create(),
            SiteCommand.Create(),
            KeyCommand.Create(),
            ModeratorCommand.Create(),
            AdminCommand.Create(),
            ReaderCommand.Create(),
            RecordCommand.Create(),
            FiguresCommand.Create(),
            PreservedCommand.Create(),
            ScoreCommand.Create(),
            LearnCommand.Create(),
            VersionCommand(),
        };
        ServeCommand.MakeDefault(root);
        return root;
    }

    private static Command VersionCommand()
    {
        var version = new Command("version", "Prints the program's version.");
        version.SetAction(_ => Console.Out.WriteLine(Version));
        return version;
    }
}
