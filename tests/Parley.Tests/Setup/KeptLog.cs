using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Parley.Tests.Setup;

/// <summary>All that this program's own code logs, and Entity Framework with it; what a host logs of requests is the host's.</summary>
internal sealed class KeptLog : ILoggerProvider
{
    private readonly ConcurrentQueue<string> lines = new();

    public IReadOnlyCollection<string> Lines => lines;

    public ILogger CreateLogger(string categoryName) =>
        new Kept(categoryName.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) ? null : lines);

    public void Dispose() { }

    private sealed class Kept(ConcurrentQueue<string>? lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => lines?.Enqueue(formatter(state, exception) + exception);
    }
}
