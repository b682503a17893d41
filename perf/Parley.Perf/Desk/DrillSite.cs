using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Parley.Perf.Trials;
using Parley.Readers;
using Parley.Screening;
using Parley.Sites;
using Parley.Storage;

namespace Parley.Perf.Desk;

/// <summary>A site with everything that guards it as it comes, its readers and three moderators, on a clock that a drill turns.</summary>
internal sealed class DrillSite : IAsyncDisposable
{
    /// <summary>The repository's folder.</summary>
    public static readonly string Root = FindRoot();

    private readonly WebApplication app;

    private DrillSite(WebApplication app, DrillClock clock) => (this.app, Clock) = (app, clock);

    public DrillClock Clock { get; }
    public required Site Site { get; init; }
    public required Guid Thread { get; init; }

    /// <summary>In the order in which they came: the last hundred are newcomers.</summary>
    public required IReadOnlyList<Reader> Readers { get; init; }

    public required IReadOnlyList<Reader> Moderators { get; init; }

    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    public static async Task<DrillSite> OpenAsync(string database, int moderators)
    {
        var clock = new DrillClock();
        var app = ParleyServer.Build(database, isGuarded: true, clock);
        await app.Services.GetRequiredService<IEngine>().MigrateAsync(default);
        await app.StartAsync();
        var seed = await Seed.SowAsync(app.Services, ParleyServer.PortOf(app), default, newcomers: 100);
        var (stored, store) = (app.Services.GetRequiredService<Database>(), app.Services.GetRequiredService<ReaderStore>());
        var site = (await app.Services.GetRequiredService<SiteStore>().ListAsync(default)).Single();
        await app
            .Services.GetRequiredService<WordListStore>()
            .SaveAsync(
                site.Id,
                WordListKind.Suspect,
                await File.ReadAllTextAsync(Path.Combine(Root, "samples/word-lists/suspect.txt")),
                Guid.Empty,
                default
            );
        var ids = await stored.ReadAsync(
            scope =>
                scope.ListAsync(
                    "SELECT id FROM reader WHERE site_id = @site ORDER BY id",
                    [("@site", site.Id)],
                    row => row.Guid(0),
                    default
                ),
            default
        );
        for (var number = 0; number < moderators; number++)
        {
            var reader = (await store.FindAsync(site.Id, ids[number], default))!;
            await stored.WriteAsync(scope => store.ChangeRoleAsync(scope, reader, ReaderRole.Moderator, default), default);
        }

        var readers = new List<Reader>();
        foreach (var id in ids)
            readers.Add((await store.FindAsync(site.Id, id, default))!);
        return new DrillSite(app, clock)
        {
            Site = site,
            Thread = seed.Threads[0],
            Readers = readers,
            Moderators = readers[..moderators],
        };
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "parley.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? "";
    }
}
