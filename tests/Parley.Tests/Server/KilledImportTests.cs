using System.Diagnostics;
using Parley.Server;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Server;

/// <summary>Imports that do not live to their end.</summary>
public sealed class KilledImportTests
{
    // Enough commits that Ctrl-C meets one with others behind it.
    private const int Many = 6_000;

    [Theory]
    [InlineData(EveryDatabase.Sqlite, 4)]
    [InlineData(EveryDatabase.Postgres, 2)]
    public async Task An_import_that_is_killed_anywhere_ends_as_if_it_had_not_been(string engine, int few)
    {
        var kills = Kills.Of(few);
        Assert.SkipWhen(engine == EveryDatabase.Postgres && TestPostgres.Absence is not null, TestPostgres.Absence ?? "");
        var (whole, length) = await UninterruptedAsync(engine);
        var chance = new Random(20_261_125);
        var (killed, between, place) = (0, 0, await MakeAsync(engine));
        for (var attempt = 0; killed < kills && attempt < 10 * kills; attempt++)
        {
            // Each goes on from where the one before it was killed, until one gets to the end or has been met twice.
            await using var import = place.Start(ImportOf(place));
            // Anywhere, and every second time just behind a commit, as far as there is one more.
            await (attempt % 2 == 0 ? Task.Delay(length * chance.NextDouble()) : CommitAsync(import));
            import.Kill();
            var ended = await import.EndAsync();
            killed += ended.Code == 0 ? 0 : 1;
            if (await place.Rows.CountAsync("comment") is > 0 and < MadeExport.Posts)
                between++;
            if (ended.Code != 0 && killed % 2 != 0)
                continue;
            if (ended.Code != 0)
                await place.DoAsync(ImportOf(place));
            Assert.Equal(whole, await place.Rows.ImportedAsync());
            await place.DisposeAsync();
            place = await MakeAsync(engine);
        }

        await place.DisposeAsync();
        Assert.Equal(kills, killed);
        Assert.InRange(between, 1, kills);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Ctrl_C_ends_an_import_after_what_it_has_begun_and_it_goes_on_from_there(string engine)
    {
        await using var place = await MakeAsync(engine);
        place.Write("made.xml", MadeExport.Of(Many));
        await using (var import = place.Start(ImportOf(place)))
        {
            await CommitAsync(import);
            import.Interrupt();
            (await import.EndAsync()).IsStopped();
        }

        var kept = await place.Rows.CountAsync("comment");
        Assert.InRange(kept, 1, Many - 1);
        Assert.Contains(
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $" = {Many - kept:N0} comments made"),
            await place.DoAsync(ImportOf(place)),
            StringComparison.Ordinal
        );
        Assert.Equal(Many, await place.Rows.CountAsync("comment"));
    }

    /// <summary>Waits until it has told of its first commit, or has ended.</summary>
    private static Task CommitAsync(ParleyProcess import) =>
        Eventually.IsSoAsync(() =>
            Task.FromResult(import.HasEnded || import.Errors.Contains("Writing: ", StringComparison.Ordinal))
        );

    private static string[] ImportOf(Place place) => ["import", "disqus", place.At("made.xml"), "--site", "news"];

    private static async Task<Place> MakeAsync(string engine)
    {
        var place = await Place.MakeAsync(engine);
        await place.DoAsync("site", "add", "news", "--origin", MadeExport.Origin);
        place.Write("made.xml", MadeExport.Of());
        return place;
    }

    private static async Task<(List<string> Rows, TimeSpan Length)> UninterruptedAsync(string engine)
    {
        await using var place = await MakeAsync(engine);
        var watch = Stopwatch.StartNew();
        await place.DoAsync(ImportOf(place));
        var length = watch.Elapsed;
        Assert.Equal(MadeExport.Posts, await place.Rows.CountAsync("comment"));
        return (await place.Rows.ImportedAsync(), length);
    }
}

file static class Stopped
{
    public static void IsStopped(this Ended ended)
    {
        Assert.True(ended.Code == Exits.Stopped, $"{ended}");
        Assert.EndsWith("the same command goes on from there.\n", ended.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", ended.Errors, StringComparison.Ordinal);
    }
}
