using Parley.Importers.Files;

namespace Parley.Server.Commands;

/// <summary>
/// An input that sends off what was answered before it is read again: whoever types a line and waits gets its answer, whoever sends thousands gets
/// theirs together.
/// </summary>
internal sealed class AnsweredInput(Stream input, TextWriter answers) : ReadOnlyStream
{
    public override int Read(Span<byte> buffer)
    {
        answers.Flush();
        return input.Read(buffer);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await answers.FlushAsync(cancellationToken);
        return await input.ReadAsync(buffer, cancellationToken);
    }
}
