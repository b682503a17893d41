using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Parley.Sites;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Sites;

public sealed class SiteSegmentTests
{
    /// <summary>Otherwise a site of that name would have pages that nobody reaches.</summary>
    [Fact]
    public async Task No_site_may_be_called_as_an_address_of_our_own_begins()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await TestServer.StartAsync(database);

        var first = server
            .Get<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Select(endpoint => endpoint.RoutePattern.PathSegments)
            .Where(segments => segments.Count > 0)
            .Select(segments => segments[0].Parts[0])
            .OfType<RoutePatternLiteralPart>()
            .Select(part => part.Content);

        Assert.DoesNotContain(first, SiteSegment.IsName);
    }

    [Theory]
    [InlineData("ab", true)]
    [InlineData("the-2nd-courant", true)]
    [InlineData("a123456789012345678901234567890123456789", true)]
    [InlineData("a1234567890123456789012345678901234567890", false)]
    [InlineData("a", false)]
    [InlineData("", false)]
    [InlineData("-ab", false)]
    [InlineData("ab-", false)]
    [InlineData("ab\n", false)]
    [InlineData("Ab", false)]
    [InlineData("äb", false)]
    [InlineData("api", false)]
    public void A_name_has_up_to_forty_plain_signs(string text, bool isName) => Assert.Equal(isName, SiteSegment.IsName(text));

    [Theory]
    [InlineData("/api/v1/nothing", "problem+json")]
    [InlineData("/counts", "html")]
    public async Task What_begins_like_an_address_of_our_own_is_not_a_site_s(string path, string kind)
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await TestServer.StartAsync(database);
        using var visitor = server.Visitor();

        var answer = await visitor.GetAsync(path);

        Assert.Equal(System.Net.HttpStatusCode.NotFound, answer.Status);
        Assert.Contains(kind, answer.Headers["content-type"], StringComparison.Ordinal);
    }

    /// <summary>A program that has a page of its own where a site is called the same loses that one page, and no other.</summary>
    [Fact]
    public async Task A_page_of_the_host_shuts_out_nothing_but_itself()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var app = TestProgram.On(database).Build();
        app.MapGet("/" + TestServer.SiteName, () => "the host's own");
        app.MapParley();
        await app
            .Services.GetRequiredService<SiteStore>()
            .AddAsync(TestServer.SiteName, "The Harbour Courant", "en", "UTC", new(), ["https://news.example"], default);
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var visitor = new TestVisitor(new Uri(app.Urls.First()), token: null);

        Assert.Equal("the host's own", (await visitor.GetAsync($"/{TestServer.SiteName}")).Text);
        Assert.Equal(System.Net.HttpStatusCode.OK, (await visitor.GetAsync($"/{TestServer.SiteName}/rules")).Status);
    }
}
