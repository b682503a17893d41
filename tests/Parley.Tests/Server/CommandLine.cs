using System.Text;
using Parley.Server;
using Parley.Server.Commands;

namespace Parley.Tests.Server;

/// <summary>
/// The program's commands within this process: the same from the words that were typed to the exit code, and a second cheaper than a
/// process. For what is about processes (signals, kills, memory, variables, the folder in which something was typed) there is
/// <see cref="ParleyProcess"/>.
/// </summary>
internal static class CommandLine
{
    private static readonly Stream Output = new(Console.Out);
    private static readonly Stream Errors = new(Console.Error);

    static CommandLine()
    {
        Console.SetOut(Output);
        Console.SetError(Errors);
        // Nobody types.
        Console.SetIn(TextReader.Null);
    }

    /// <summary>Runs a command to its end.</summary>
    public static async Task<Ended> RunAsync(string[] arguments)
    {
        var (output, errors) = (Output.Begin(), Errors.Begin());
        var code = await Exits.RunAsync(() => ParleyCommand.RunAsync(arguments));
        return new(code, $"{output}", $"{errors}");
    }

    // Each command has its own; everybody else has what there was.
    private sealed class Stream(TextWriter otherwise) : TextWriter
    {
        private readonly AsyncLocal<TextWriter?> own = new();

        public override Encoding Encoding => otherwise.Encoding;

        public StringWriter Begin()
        {
            var written = new StringWriter { NewLine = "\n" };
            own.Value = Synchronized(written);
            return written;
        }

        public override void Write(char value) => (own.Value ?? otherwise).Write(value);

        public override void Write(string? value) => (own.Value ?? otherwise).Write(value);

        public override void Write(char[] buffer, int index, int count) => (own.Value ?? otherwise).Write(buffer, index, count);

        public override void Flush() => (own.Value ?? otherwise).Flush();
    }
}
