using Parley.Server;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Server;

public sealed class PreservedCommandTests
{
    [Fact]
    public async Task What_is_kept_of_an_order_the_operator_prints_and_nobody_of_another_site()
    {
        await using var place = await Place.MakeAsync();
        var order = Guid.CreateVersion7();
        await using (var server = await TestServer.StartAsync(place.Database))
            await server.Database.WriteAsync(
                scope =>
                    scope.ExecuteAsync(
                        """
                        INSERT INTO preserved (site_id, order_id, comment_id, content, removed_at, until)
                        VALUES (@site, @order, @order, @content, 1, 2)
                        """,
                        [("@site", server.Site.Id), ("@order", order), ("@content", "{\"words\":\"Kept.\"}")],
                        default
                    ),
                default
            );

        (await place.RunAsync("preserved", TestServer.OtherSiteName, $"{order}")).IsOneSentence(
            Exits.Refused,
            "Nothing is kept"
        );
        var ended = await place.RunAsync("preserved", TestServer.SiteName, $"{order}");

        Assert.Equal((Exits.Done, "{\"words\":\"Kept.\"}"), (ended.Code, ended.Output.Trim()));
    }
}
