using System.CommandLine;
using Parley.Sites;
using Parley.Storage;

namespace Parley.Server.Commands;

/// <summary>The installation that a command works on, beside a running server or without one. It serves nobody.</summary>
internal sealed class Installation : IAsyncDisposable
{
    private readonly ServiceProvider services;

    private Installation(ServiceProvider services, Place place) => (this.services, Place) = (services, place);

    public Place Place { get; }

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public static async Task<Installation> OpenAsync(ParseResult parsed, CancellationToken cancel)
    {
        // The server's own, so that a command works on no other database, and with no other models, than the server beside it.
        var configuration = Place.CreateBuilder().Configuration;
        var place = Find(parsed, configuration);
        place.Prepare();
        var services = new ServiceCollection();
        services.AddLogging(logging =>
            logging
                .SetMinimumLevel(LogLevel.Warning)
                .AddConsole(options => options.LogToStandardErrorThreshold = LogLevel.Trace)
        );
        var parley = services.AddParley(options => configuration.GetSection("Parley:Models").Bind(options.Models));
        place.Use(parley);
        // As a server has it: what is learned here goes on from what it says.
        parley.UseEnglishModel();
        var installation = new Installation(services.BuildServiceProvider(), place);
        var engine = installation.Get<IEngine>();
        var state = await engine.FindSchemaAsync(cancel);
        if (state is SchemaState.Missing or SchemaState.Older)
        {
            // A server that is starting does the same, and must not do so at the same time.
            using var only = ServerLock.Take(place, "the schema cannot be brought up to date");
            await place.MigrateAsync(engine, cancel);
        }
        else
        {
            await place.MigrateAsync(engine, cancel);
        }

        return installation;
    }

    public static Place Find(ParseResult parsed) => Find(parsed, Place.CreateBuilder().Configuration);

    private static Place Find(ParseResult parsed, IConfiguration configuration) =>
        Place.Find(parsed.GetValue(ParleyCommand.Data), parsed.GetValue(ParleyCommand.Database), configuration);

    /// <summary>The site of that name; without one there is nothing to do.</summary>
    public async Task<Site> FindSiteAsync(string name) =>
        await Get<SiteDirectory>().FindAsync(name)
        ?? throw new ExpectedException(
            Exits.Refused,
            $"There is no site called \"{name}\". parley site list shows those that there are."
        );

    /// <summary>A refusal, as a sentence on the terminal.</summary>
    public static ExpectedException Refusal(Problem problem) =>
        new(Exits.Refused, Answers.Sentence(Words.For("en"), problem) + $" ({problem.Code})");

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
