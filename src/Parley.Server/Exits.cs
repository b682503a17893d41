using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using Parley.Storage;

namespace Parley.Server;

/// <summary>
/// The exit codes, and the one sentence that goes with each expected failure. The codes are promises: scripts read them.
/// </summary>
internal static class Exits
{
    public const int Done = 0;
    public const int Usage = 1;
    public const int Refused = 2;
    public const int AddressTaken = 10;
    public const int FolderNotWritable = 11;
    public const int DatabaseNewer = 12;
    public const int DatabaseUnreachable = 13;
    public const int DatabaseLocked = 14;
    public const int RecordBroken = 15;
    public const int Stopped = 130;
    public const int Unexpected = 70;

    public static async Task<int> RunAsync(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (ExpectedException expected)
        {
            await Console.Error.WriteLineAsync(expected.Message);
            return expected.Code;
        }
        catch (StorageUnavailableException error)
        {
            await Console.Error.WriteLineAsync(
                $"{error.Message.TrimEnd('.')}. Check --database or --data, and that the server runs and lets you in."
            );
            return DatabaseUnreachable;
        }
        // Taken, not this machine's, or not for everyone to listen on.
        catch (Exception error)
            when (error is SocketException || error is IOException { InnerException: { } cause } && IsOfSocket(cause))
        {
            await Console.Error.WriteLineAsync(
                $"Nothing can listen there: {error.Message.TrimEnd('.')}. Stop the other program, or name another port: --urls http://localhost:5001"
            );
            return AddressTaken;
        }
        catch (OptionsValidationException error)
        {
            await Console.Error.WriteLineAsync(string.Join('\n', error.Failures));
            return Usage;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Stopped. What was done stays done; the same command goes on from there.");
            return Stopped;
        }
        catch (Exception error)
        {
            await Console.Error.WriteLineAsync(error.ToString());
            return Unexpected;
        }
    }

    private static bool IsOfSocket(Exception cause) => cause is AddressInUseException or SocketException or AggregateException;
}

/// <summary>A failure that the operator can do something about, in one sentence.</summary>
internal sealed class ExpectedException(int code, string message) : Exception(message)
{
    public int Code => code;
}
