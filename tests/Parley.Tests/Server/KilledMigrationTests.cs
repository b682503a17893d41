using System.Diagnostics;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Server;

public sealed class KilledMigrationTests
{
    [Theory, ClassData(typeof(EveryDatabase)), Trait("Case", "upgrade-cut-in-the-middle")]
    public async Task A_first_migration_that_is_killed_anywhere_is_finished_by_the_next_start(string engine)
    {
        var kills = Kills.Of(few: 3);
        var whole = await LengthAsync(engine);
        var chance = new Random(20_261_125);
        var (killed, place) = (0, await Place.MakeBareAsync(engine));
        for (var attempt = 0; killed < kills && attempt < 10 * kills; attempt++)
        {
            // Each kill meets what the kill before it left behind.
            await using var migration = place.Start("migrate");
            await Task.Delay(whole * chance.NextDouble());
            migration.Kill();
            var ended = await migration.EndAsync();
            // Was it quicker, then the next one has a new database before it.
            killed += ended.Code == 0 ? 0 : 1;
            if (ended.Code != 0 && killed % 3 != 0)
                continue;
            await IsUsableAsync(place);
            await place.DisposeAsync();
            place = await Place.MakeBareAsync(engine);
        }

        Assert.Equal(kills, killed);
        await place.DisposeAsync();
    }

    [Theory, ClassData(typeof(EveryDatabase)), Trait("Case", "upgrade-cut-in-the-middle")]
    public async Task Of_two_that_migrate_at_once_both_end_well_or_one_says_why_not(string engine)
    {
        await using var place = await Place.MakeBareAsync(engine);
        await using var one = place.Start("migrate");
        await using var other = place.Start("migrate");
        Ended[] both = [await one.EndAsync(), await other.EndAsync()];

        Assert.Contains(both, ended => ended.Code == 0);
        foreach (var ended in both.Where(ended => ended.Code != 0))
        {
            Assert.Equal(EveryDatabase.Sqlite, engine);
            ended.IsOneSentence(Parley.Server.Exits.DatabaseLocked, "cannot be migrated");
        }

        await IsUsableAsync(place);
    }

    private static async Task IsUsableAsync(Place place)
    {
        await place.DoAsync("site", "add", "courant", "--origin", "https://courant.example");
        Assert.Equal("Up to date already.\n", await place.DoAsync("migrate"));
        Assert.Equal(1, await place.Rows.CountAsync("site"));
        if (place.Engine == EveryDatabase.Sqlite)
            Assert.DoesNotContain(
                Directory.GetFiles(place.At("data")),
                file => file.Contains(".next", StringComparison.Ordinal)
            );
    }

    private static async Task<TimeSpan> LengthAsync(string engine)
    {
        await using var place = await Place.MakeBareAsync(engine);
        var watch = Stopwatch.StartNew();
        await place.DoAsync("migrate");
        return watch.Elapsed;
    }
}
