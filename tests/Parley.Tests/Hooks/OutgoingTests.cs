using System.Net;
using Parley.Http;
using Parley.Tests.Markup;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Hooks;

/// <summary>No address that somebody sets leads to what trusts its neighbours: at the door where it is set, and where it is connected to.</summary>
public sealed class OutgoingTests
{
    [Fact]
    public async Task No_address_of_the_corpus_that_leads_into_a_house_is_taken()
    {
        await using var scene = await HookScene.OpenAsync(EveryDatabase.Sqlite, isNamed: false);
        var urls = Corpus
            .Items("security/ssrf/own-urls.json")
            .Select(row => (Url: row.GetProperty("url").GetString()!, Expect: row.GetProperty("expect").GetString()))
            .ToList();
        var refused = urls.Where(row => row.Expect == "refuse")
            // By https as well: what is wrong with them is not that alone.
            .SelectMany(row => new[] { row.Url, row.Url.Replace("http:", "https:", StringComparison.Ordinal) })
            // A name of the world is no sin: where it leads is seen when it is asked for.
            .Concat(
                Corpus
                    .Items("security/ssrf/fuzzdb-localhost.json")
                    .Select(host => $"https://{host.GetString()}/")
                    .Where(url => !url.EndsWith(".rebind.network/", StringComparison.Ordinal))
            )
            .Concat(
                Corpus.Items("security/ssrf/fuzzdb-known-uri-types.json").Select(type => $"{type.GetString()}//checks.example/")
            )
            .Where(url => url != "https://checks.example/")
            .Where(url => url != "https://news.example:443/")
            .ToList();

        foreach (var url in refused)
        {
            var answer = await scene.AddAsync(new { name = "a", url });
            Assert.True(
                answer.Status == HttpStatusCode.UnprocessableEntity
                    && answer.Code is "outgoing-address-invalid" or "outgoing-address-internal",
                $"{url}: {answer.Text}"
            );
        }

        foreach (var (url, _) in urls.Where(row => row.Expect == "allow"))
        {
            var answer = await scene.AddAsync(new { name = "a", url });
            Assert.True(answer.Status == HttpStatusCode.Created, $"{url}: {answer.Text}");
        }
    }

    [Theory]
    [InlineData("93.184.216.34", true)]
    [InlineData("2606:2800:220:1::1", true)]
    [InlineData("10.1.2.3", false)]
    [InlineData("100.127.255.255", false)]
    [InlineData("100.128.0.1", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.0.1", false)]
    [InlineData("240.0.0.1", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:93.184.216.34", false)]
    [InlineData("::7f00:1", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("2001:0:7f00:1::", false)]
    [InlineData("fd00:ec2::254", false)]
    [InlineData("fe80::1", false)]
    [InlineData("ff02::1", false)]
    public void An_address_is_of_the_world_or_it_is_not(string address, bool isPublic) =>
        Assert.Equal(isPublic, PublicAddress.Is(IPAddress.Parse(address)));

    [Fact]
    public async Task A_name_that_leads_into_a_house_when_it_is_asked_for_is_not_connected_to()
    {
        var names = new Names();
        await using var scene = await HookScene.OpenAsync(EveryDatabase.Sqlite, names, isNamed: false);
        var url = $"https://rebinding.example:443/{scene.Stub.Address.Port}";
        await scene.AddAsync(
            new
            {
                name = "a",
                url,
                mode = "hold",
                silence = "hold",
            }
        );
        string[] leading = ["127.0.0.1", "93.184.216.34,127.0.0.1", "::ffff:127.0.0.1", "169.254.169.254"];
        foreach (var addresses in leading)
        {
            names.Addresses = [.. addresses.Split(',').Select(IPAddress.Parse)];

            Assert.Equal("held", (await scene.PostAsync($"Words {Guid.NewGuid()}")).State);

            Assert.Equal((addresses, "internal"), (addresses, (string?)(await scene.KeptAsync())["lastFault"]));
        }

        Assert.Equal(leading.Length, names.Asked.Count);
        Assert.Empty(scene.Stub.Asked);
    }

    private sealed class Names : HostAddresses
    {
        public IPAddress[] Addresses { get; set; } = [];
        public List<string> Asked { get; } = [];

        public override Task<IPAddress[]> FindAsync(string host, CancellationToken cancel)
        {
            Asked.Add(host);
            return Task.FromResult(Addresses);
        }
    }
}
