using System.CommandLine;
using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Parley.Server.Sample;
using Parley.Storage;

namespace Parley.Server.Commands;

/// <summary><c>parley</c>, <c>parley serve</c>: serves readers and staff until it is stopped.</summary>
internal static class ServeCommand
{
    private static readonly Option<string?> Urls = new("--urls")
    {
        Description = "The addresses to listen on, such as http://0.0.0.0:5000. Default: http://localhost:5000.",
        HelpName = "URLS",
    };

    private static readonly Option<string?> PublicUrl = new("--public-url")
    {
        Description = "The address at which readers reach it, such as https://talk.example. Needed behind a proxy.",
        HelpName = "URL",
    };

    public static Command Create()
    {
        var serve = new Command("serve", "Serves readers and staff until it is stopped (the default).");
        MakeDefault(serve);
        return serve;
    }

    public static void MakeDefault(Command command)
    {
        command.Options.Add(Urls);
        command.Options.Add(PublicUrl);
        command.SetAction(RunAsync);
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var builder = Place.CreateBuilder();
        var place = Place.Find(
            parsed.GetValue(ParleyCommand.Data),
            parsed.GetValue(ParleyCommand.Database),
            builder.Configuration
        );
        place.Prepare();
        using var only = ServerLock.Take(place, "a second one cannot start");
        if (parsed.GetValue(Urls) is { } urls)
            builder.WebHost.UseUrls(urls);
        else if (builder.Configuration["urls"] is null && builder.Configuration["http_ports"] is null)
            builder.WebHost.UseUrls("http://localhost:5000");
        CheckUrls(builder.WebHost.GetSetting(WebHostDefaults.ServerUrlsKey));
        builder.WebHost.ConfigureKestrel(Kestrel.Bound);
        var hasStarted = false;
        Logs.Set(builder.Logging, () => hasStarted);

        var parley = builder.Services.AddParley(options =>
        {
            builder.Configuration.GetSection("Parley").Bind(options);
            if (parsed.GetValue(PublicUrl) is { } publicUrl)
                options.PublicUrl = publicUrl;
            // Until a server is set up, whoever tries Parley finds its letters here.
            options.Mail.Folder ??= Path.Combine(place.Folder, "mail");
        });
        place.Use(parley);
        parley.UseEnglishModel();
        builder.Services.AddSingleton(_ => Secrets.For(place));

        await using var app = builder.Build();
        var engine = app.Services.GetRequiredService<IEngine>();
        await Task.WhenAll(PrepareAsync(place, engine, app.Services, cancel), Task.Run(() => Map(app, engine), cancel));

        await app.StartAsync(cancel);
        hasStarted = true;
        await Greeting.PrintAsync(app.Services, place, AddressOf(app), cancel);
        await app.WaitForShutdownAsync(cancel);
        return Exits.Done;
    }

    private static async Task PrepareAsync(Place place, IEngine engine, IServiceProvider services, CancellationToken cancel)
    {
        await place.MigrateAsync(engine, cancel);
        await SampleSite.AddIfEmptyAsync(services, cancel);
    }

    /// <summary>
    /// All that the program answers. Beside the first looks into the database: hundreds of endpoints, made for the first time, take as
    /// long as those. They are made again when the server starts, which takes a tenth of that then.
    /// </summary>
    public static void Map(WebApplication app, IEngine engine)
    {
        app.MapHealth(engine);
        app.MapParley();
        foreach (var source in ((IEndpointRouteBuilder)app).DataSources)
            _ = source.Endpoints;
    }

    private static void CheckUrls(string? urls)
    {
        foreach (var url in (urls ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            try
            {
                if (BindingAddress.Parse(url).Port is >= 0 and <= IPEndPoint.MaxPort)
                    continue;
            }
            catch (FormatException) { }

            throw new ExpectedException(
                Exits.Usage,
                $"\"{url}\" is no address to listen on. One is made like this: --urls http://0.0.0.0:5000"
            );
        }
    }

    private static string AddressOf(WebApplication app)
    {
        var options = app.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<ParleyOptions>>().Value;
        if (options.PublicUrl is { } url)
            return url.TrimEnd('/');
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        return addresses
            .First()
            .Replace("0.0.0.0", "localhost", StringComparison.Ordinal)
            .Replace("[::]", "localhost", StringComparison.Ordinal)
            .TrimEnd('/');
    }
}
