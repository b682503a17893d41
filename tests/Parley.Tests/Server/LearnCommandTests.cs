using Parley.OwnModel;
using Parley.Server;
using Parley.Tests.OwnModel;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Server;

public sealed class LearnCommandTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_site_learns_at_a_command_and_is_told_what_that_was_worth(string engine)
    {
        await using var place = await Place.MakeAsync(engine);
        // It ends before the commands: a server learns by itself once a minute.
        await using (var server = await TestServer.StartAsync(place.Database))
        {
            using var writer = await server.ReaderAsync();
            var like = await writer.PublishAsync(await server.OpenThreadAsync(), "The first words of all.");
            var since = server.Clock.GetUtcNow().AddDays(-1);
            await Decided.AddAsync(server.Database, server.Site.Id, like, since, 0, OwnTeacher.Fewest);
        }

        (await RunAsync("nowhere")).IsOneSentence(Exits.Refused, "\"nowhere\"");
        Assert.Contains(
            "decided about 0 comments, programs have labelled 0 texts, and 2,000 of both together are needed",
            await LearnAsync(TestServer.OtherSiteName, Exits.Refused),
            StringComparison.Ordinal
        );
        var first = await LearnAsync(TestServer.SiteName, Exits.Done);
        var again = await LearnAsync(TestServer.SiteName, Exits.Done);

        Assert.Contains(
            "site-model 1: learned from 1,600 texts, 0 of them labels of programs",
            first,
            StringComparison.Ordinal
        );
        Assert.Contains("judged on the newest 400 decisions", first, StringComparison.Ordinal);
        Assert.Matches("Before, by the general model's [A-Z_]+: AUC 0\\.[0-9]{3}; ", first);
        Assert.Matches("Now: AUC (1\\.000|0\\.9[0-9]{2}); [0-9.]+.% without a person", first);
        Assert.Contains("Before, by site-model 1: AUC", again, StringComparison.Ordinal);
        Assert.Equal(2, await place.Rows.CountAsync("own_model", "NOT is_refused"));

        async Task<string> LearnAsync(string site, int code)
        {
            var ended = await RunAsync(site);
            Assert.True(ended.Code == code, $"{ended}");
            return ended.Output;
        }

        Task<Ended> RunAsync(string site) => place.RunAsync("learn", "--site", site);
    }
}
