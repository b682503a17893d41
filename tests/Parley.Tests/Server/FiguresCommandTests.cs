using Parley.Server;
using Parley.Sites;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Server;

public sealed class FiguresCommandTests
{
    [Fact]
    public async Task A_houses_figures_are_written_into_a_folder_where_it_has_switched_them_on()
    {
        await using var place = await Place.MakeAsync();
        await using (var server = await TestServer.StartAsync(place.Database))
            await server
                .Get<SiteStore>()
                .AddAsync("courant", "Courant", "en", "UTC", new() { Figures = true }, ["https://courant.example"], default);

        (await RunAsync(TestServer.SiteName)).IsOneSentence(Exits.Refused, "figures=yes");
        var ended = await RunAsync("courant");

        Assert.Equal(Exits.Done, ended.Code);
        Assert.StartsWith("courant\t2026-1\t0 statements\t", ended.Output, StringComparison.Ordinal);
        Assert.StartsWith(
            "figure,",
            await File.ReadAllTextAsync(place.At("out/figures.csv"), TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );

        Task<Ended> RunAsync(string site) => place.RunAsync("figures", site, "--half", "2026-1", "--out", place.At("out"));
    }
}
