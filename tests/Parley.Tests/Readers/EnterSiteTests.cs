using Parley.Readers;
using Parley.Tests.Setup;
using Xunit;
using static Parley.Tests.Readers.Patience;

namespace Parley.Tests.Readers;

public sealed class EnterSiteTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Whoever_comes_to_another_site_of_the_publisher_is_called_the_same_there_if_the_name_is_free(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var node = await ReaderNode.StartAsync(database);
        var island = await node.FindOrAddSiteAsync("island-post", "The Island Post");
        await node.SignUpAsync("Ada Korr", "other@island.example", island);
        var (ada, bea) = (await node.BeginAsync(), await node.BeginAsync("Bea Lind", "bea@harbour.example"));

        Assert.Equal("Ada Korr 2", (await node.FindReaderAsync(ada, island))!.Name);
        Assert.Equal("Bea Lind", (await node.FindReaderAsync(bea, island))!.Name);
        Assert.Equal("Ada Korr", (await node.FindReaderAsync(ada))!.Name);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Somebody_whose_name_is_the_staffs_elsewhere_gets_another_there(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var node = await ReaderNode.StartAsync(database);
        var island = await node.FindOrAddSiteAsync("island-post", "Ada Korr");
        var ada = await node.BeginAsync();

        Assert.Equal("Ada Korr 2", (await node.FindReaderAsync(ada, island))!.Name);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Many_first_requests_at_once_make_one_reader(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var node = await ReaderNode.StartAsync(database);
        var island = await node.FindOrAddSiteAsync("island-post", "The Island Post");
        var ada = await node.BeginAsync();

        var readers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => node.FindReaderAsync(ada, island))));

        Assert.Single(readers.Select(reader => reader!.Id).Distinct());
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task An_operator_is_an_administrator_everywhere(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var node = await ReaderNode.StartAsync(database);
        var island = await node.FindOrAddSiteAsync("island-post", "The Island Post");
        var code = (await node.Get<MakeLinks>().ForOperatorAsync(Cancel)).Split("code=")[1];
        var begun = (await node.Get<OpenLink>().SignInAsync(code, null, Cancel)).Value!;

        Assert.Equal(ReaderRole.Administrator, (await node.FindReaderAsync(begun))!.Role);
        Assert.Equal(ReaderRole.Administrator, (await node.FindReaderAsync(begun, island))!.Role);
    }
}
