using Parley.Record;
using Parley.Server;
using Parley.Sites;
using Parley.Storage;
using Parley.Tests.Record;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Server;

public sealed class RecordCommandTests
{
    // What somebody with the database in their hands may do, and the row that the command names.
    private static readonly (string Name, string[] Tampering, string? Finding)[] All =
    [
        ("whole", [], null),
        ("forgotten", ["DELETE FROM recorded_words WHERE site_id = @s AND number = 2"], null),
        ("changed", ["UPDATE recorded SET content = '{\"n\":7}' WHERE site_id = @s AND number = 3"], "row 3: it is not what"),
        ("later", ["UPDATE recorded SET at = at + 1 WHERE site_id = @s AND number = 4"], "row 4: it is not what"),
        ("taken-out", ["DELETE FROM recorded WHERE site_id = @s AND number = 3"], "row 3: it is not there"),
        ("cut-off", ["DELETE FROM recorded WHERE site_id = @s AND number = 5"], "row 5: it is not there"),
        ("closed-up", [.. Gap, "UPDATE record_head SET number = 4 WHERE site_id = @s"], "row 3: it is not what"),
        ("slipped-in", [Copy], "row 6: it stands behind"),
        (
            "swapped",
            [
                "UPDATE recorded SET number = -2 WHERE site_id = @s AND number = 2",
                "UPDATE recorded SET number = 2 WHERE site_id = @s AND number = 4",
                "UPDATE recorded SET number = 4 WHERE site_id = @s AND number = -2",
            ],
            "row 2: it is not what"
        ),
        ("reworded", ["UPDATE recorded_words SET words = 'x' WHERE site_id = @s AND number = 4"], "row 4: the words"),
        ("another-end", ["UPDATE record_head SET hash = 'x' WHERE site_id = @s"], "row 5: it is not what"),
        ("another-site", ["UPDATE recorded SET site_id = 999 WHERE site_id = @s AND number = 1"], "row 1: it is not there"),
    ];

    private static string[] Gap =>
        [
            "DELETE FROM recorded WHERE site_id = @s AND number = 3",
            "UPDATE recorded SET number = 3 WHERE site_id = @s AND number = 4",
            "UPDATE recorded SET number = 4 WHERE site_id = @s AND number = 5",
        ];

    private static string Copy =>
        """
            INSERT INTO recorded (site_id, number, kind, subject_id, at, content, seal, hash)
            SELECT site_id, 6, kind, subject_id, at, content, seal, hash FROM recorded WHERE site_id = @s AND number = 5
            """;

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Whoever_changes_takes_out_slips_in_or_swaps_a_row_by_hand_is_found_and_the_row_is_named(string engine)
    {
        await using var place = await Place.MakeAsync(engine);
        await using (var server = await TestServer.StartAsync(place.Database))
        {
            foreach (var (name, _, _) in All)
                await FillAsync(server, name);
            foreach (var site in await server.Get<SiteStore>().ListAsync(default))
            foreach (var sql in All.FirstOrDefault(one => one.Name == site.Name).Tampering ?? [])
                await place.Rows.ExecuteAsync(sql.Replace("@s", $"{site.Id.Value}", StringComparison.Ordinal));
        }

        var ended = await place.RunAsync("record", "verify");

        Assert.Equal(Exits.RecordBroken, ended.Code);
        foreach (var (name, _, finding) in All)
        {
            var said = (finding is null ? ended.Output : ended.Errors)
                .Split('\n')
                .SingleOrDefault(line => line.Contains(finding is null ? $"{name}\t" : $" {name} ", StringComparison.Ordinal));
            Assert.Contains(finding ?? "\t5 rows hold\t5:", said, StringComparison.Ordinal);
        }

        Assert.Contains("\t1 without their words", ended.Output, StringComparison.Ordinal);
        // One that has no row yet holds as well.
        Assert.Contains($"{TestServer.SiteName}\t0 rows hold\t0:", ended.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await place.RunAsync("record", "verify", "--site", "whole")).Code);
    }

    [Fact]
    public async Task What_it_cannot_look_at_is_told_in_a_sentence()
    {
        await using var place = await Place.MakeAsync();

        (await place.RunAsync("record", "verify", "--site", "nowhere")).IsOneSentence(Exits.Refused, "\"nowhere\"");
        (await place.RunAsync("record", "verify", "--site", "x", "--known", "2:abc")).IsOneSentence(Exits.Refused, "\"2:abc\"");
    }

    private static async Task FillAsync(TestServer server, string name)
    {
        var added = await server
            .Get<SiteStore>()
            .AddAsync(name, name, "en", "Europe/Vienna", new(), [$"https://{name}.example"], default);
        await server
            .Get<Database>()
            .WriteAsync(
                scope =>
                {
                    for (var i = 0; i < 5; i++)
                        RecordStore.Add(scope, added.Value, RecordTests.Made(i));
                    return Task.CompletedTask;
                },
                default
            );
    }
}
