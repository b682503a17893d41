using System.Net;
using Parley.Moderation;
using Parley.Reasons;
using Parley.Tests.Sanctions;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Reasons;

/// <summary>Walks every way to restrict somebody or their words, and finds a statement of each.</summary>
public sealed class EveryRestrictionTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Whatever_is_restricted_has_its_statement_with_all_that_the_law_wants_of_it(string engine)
    {
        await using var court = await Court.OpenAsync(engine);
        using var ann = await court.Server.ReaderAsync("Ann Ode");
        var (delayed, rejected) = (await court.HeldAsync(ann), await court.HeldAsync(ann));
        court.Server.Clock.Turn(TimeSpan.FromHours(49));
        await court.Server.Get<LongHolds>().TellAsync(default);
        await court.DecideAsync(rejected, "reject");
        var removed = await ann.PublishAsync(court.Thread, "The bread was good.");
        await court.DecideAsync(removed, "remove");
        foreach (var kind in (string[])["hold", "warning", "silence", "suspension", "ban"])
            await court.GiveAsync(ann.Id, kind);

        var all = new List<Statement>();
        foreach (var about in (Guid[])[delayed, rejected, removed, ann.Id])
            all.AddRange(await court.StatementsAsync(about));

        // What is refused is not kept, so that nobody has anything of it; all else that there is to restrict is here.
        Assert.Equal(
            Enum.GetValues<Restriction>().Where(one => one != Restriction.Refused),
            all.Select(one => one.Restriction).Distinct().Order()
        );
        foreach (var statement in all)
        {
            Assert.NotNull(statement.Category);
            Assert.NotNull(statement.Origin);
            Assert.Equal("en", statement.Language);
            Assert.True(statement.Rule is not null || statement.WasFoundByMachine, statement.Restriction.ToString());
            Assert.Equal(statement.Restriction is Restriction.Held or Restriction.Delayed, statement.IsByMachine);
            // One can object to each but to having waited for a moment.
            Assert.Equal(statement.Restriction != Restriction.Held, statement.Code is not null);
        }

        using var visitor = court.Server.Visitor();
        foreach (var statement in all.Where(one => one.Code is not null && one.About != rejected))
            Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync($"{Court.Site}/objections/{statement.Code}")).Status);
    }
}
