using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Primitives;
using Parley.Http;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Http;

public sealed class ClientAddressTests
{
    private static readonly TrustedProxies Ours = TrustedProxies.Parse(["10.0.0.0/8", "::1/128"], out _);

    [Fact]
    public void The_client_is_found_behind_our_proxies_and_nobody_elses()
    {
        using var rows = JsonDocument.Parse(File.ReadAllBytes(SharedData.Find("security/http/own-client-ip.json")));
        foreach (var row in rows.RootElement.EnumerateArray())
        {
            var trusted = TrustedProxies.Parse(
                row.GetProperty("trusted").EnumerateArray().Select(of => of.GetString()!),
                out _
            );
            var headers = row.GetProperty("headers");
            var forwarded = headers.TryGetProperty("X-Forwarded-For", out var value) ? value.GetString() : null;
            var client = ClientAddress.Of(IPAddress.Parse(row.GetProperty("remote").GetString()!), forwarded, trusted);
            Assert.True(row.GetProperty("expect").GetString() == client.Address.ToString(), row.GetRawText());
        }
    }

    [Theory]
    [InlineData("203.0.113.5", "10.0.0.1", "203.0.113.5", 0)]
    [InlineData("10.0.0.2", null, "10.0.0.2", 1)]
    [InlineData("10.0.0.2", "1.2.3.4", "1.2.3.4", 1)]
    [InlineData("10.0.0.2", "6.6.6.6,1.2.3.4,10.0.0.3", "1.2.3.4", 2)]
    [InlineData("10.0.0.2", "1.2.3.4, nonsense, 10.0.0.3", "10.0.0.3", 2)]
    [InlineData("10.0.0.2", "1.2.3.4,", "10.0.0.2", 1)]
    [InlineData("10.0.0.2", "127.1", "10.0.0.2", 1)]
    [InlineData("10.0.0.2", "16909060", "10.0.0.2", 1)]
    [InlineData("10.0.0.2", "fe80::1%eth0", "10.0.0.2", 1)]
    [InlineData("10.0.0.2", "::ffff:1.2.3.4", "1.2.3.4", 1)]
    [InlineData("::ffff:10.0.0.2", "1.2.3.4", "1.2.3.4", 1)]
    [InlineData("::1", "[2001:db8::7]", "2001:db8::7", 1)]
    [InlineData("::2", "1.2.3.4", "::2", 0)]
    public void Each_proxy_of_ours_hands_on_to_the_one_before_it(string peer, string? forwarded, string client, int proxies) =>
        Assert.Equal((client, proxies), Told(IPAddress.Parse(peer), forwarded));

    [Fact]
    public void Several_header_lines_are_one_list() =>
        Assert.Equal(("1.2.3.4", 2), Told(IPAddress.Parse("10.0.0.2"), new StringValues(["6.6.6.6", "1.2.3.4, 10.0.0.3"])));

    [Fact]
    public void A_thousand_forged_headers_are_one_client()
    {
        var clients = Enumerable
            .Range(0, 1_000)
            .Select(i =>
                ClientAddress.Of(
                    IPAddress.Parse("10.0.0.2"),
                    $"10.9.{i / 250}.{i % 250}, 8.8.{i / 250}.{i % 250}, 1.2.3.4",
                    Ours
                )
            )
            .Select(client => client.Network);
        Assert.Single(clients.Distinct());
    }

    [Theory]
    [InlineData("2001:db8:1:2:aaaa::1", "2001:db8:1:2:bbbb::2", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("203.0.113.5", "203.0.113.6", false)]
    [InlineData("203.0.113.5", "::ffff:203.0.113.5", true)]
    public void A_household_is_counted_as_one(string one, string other, bool same) =>
        Assert.Equal(same, NetworkOf(one) == NetworkOf(other));

    [Fact]
    public void A_proxy_on_a_Unix_socket_has_to_be_listed_too()
    {
        var trusted = TrustedProxies.Parse(["unix"], out _);
        Assert.Equal(IPAddress.Parse("1.2.3.4"), ClientAddress.Of(null, "1.2.3.4", trusted).Address);
        Assert.Equal(IPAddress.None, ClientAddress.Of(null, "1.2.3.4", Ours).Address);
    }

    [Fact]
    public void An_operator_hears_of_every_entry_that_names_no_network()
    {
        var trusted = TrustedProxies.Parse(["10.0.0.0/8", "10.0.0.0/99", " 192.0.2.7 ", "proxy.example", ""], out var faults);
        Assert.Equal(["10.0.0.0/99", "proxy.example", ""], faults);
        Assert.True(trusted.Trust(IPAddress.Parse("192.0.2.7")));
        Assert.False(trusted.Trust(IPAddress.Parse("192.0.2.8")));
    }

    [Fact]
    public void An_address_is_not_printed_by_accident() =>
        Assert.DoesNotContain(
            "1.2.3.4",
            $"{ClientAddress.Of(IPAddress.Parse("1.2.3.4"), default, Ours)}",
            StringComparison.Ordinal
        );

    private static (string, int) Told(IPAddress peer, StringValues forwarded)
    {
        var client = ClientAddress.Of(peer, forwarded, Ours);
        return (client.Address.ToString(), client.Proxies);
    }

    private static UInt128 NetworkOf(string address) =>
        ClientAddress.Of(IPAddress.Parse(address), default, TrustedProxies.None).Network;
}
