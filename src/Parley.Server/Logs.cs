using Microsoft.Extensions.Logging.Console;

namespace Parley.Server;

/// <summary>What is logged: structured lines, no words of readers, no addresses of people, no secrets.</summary>
internal static class Logs
{
    /// <param name="hasStarted">What keeps it from starting is told once, by <see cref="Exits"/>.</param>
    public static void Set(ILoggingBuilder logging, Func<bool> hasStarted)
    {
        logging.ClearProviders();
        if (Console.IsOutputRedirected)
            logging.AddJsonConsole(options => options.UseUtcTimestamp = true);
        else
            logging.AddSimpleConsole(options => options.ColorBehavior = LoggerColorBehavior.Default);
        // At its default this category begins an activity for each request, and logs addresses with what people typed in them.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning);
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => level >= LogLevel.Information && hasStarted());
        // The start is told once, by the greeting.
        logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
    }
}
