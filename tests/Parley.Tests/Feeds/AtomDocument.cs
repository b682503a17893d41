using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Feeds;

/// <summary>An Atom feed, read as a strict program reads it: what RFC 4287, 4685 and 6721 require is asserted on the way.</summary>
internal sealed class AtomDocument
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace Threading = "http://purl.org/syndication/thread/1.0";
    private static readonly XNamespace Tombstones = "http://purl.org/atompub/tombstones/1.0";

    // How often each may stand in its parent (RFC 4287 4.1.1 and 4.1.2).
    private static readonly Dictionary<XName, (int Least, int Most)> OfFeed = new()
    {
        [Atom + "id"] = (1, 1),
        [Atom + "title"] = (1, 1),
        [Atom + "updated"] = (1, 1),
        [Atom + "subtitle"] = (0, 1),
        [Atom + "generator"] = (0, 1),
        [Atom + "author"] = (1, 1),
        [Atom + "link"] = (1, 9),
        [Atom + "entry"] = (0, 50),
        [Tombstones + "deleted-entry"] = (0, 50),
    };

    private static readonly Dictionary<XName, (int Least, int Most)> OfEntry = new()
    {
        [Atom + "id"] = (1, 1),
        [Atom + "title"] = (1, 1),
        [Atom + "updated"] = (1, 1),
        [Atom + "published"] = (0, 1),
        [Atom + "author"] = (1, 1),
        [Atom + "link"] = (1, 9),
        [Atom + "content"] = (1, 1),
        [Threading + "in-reply-to"] = (1, 1),
        [Threading + "total"] = (1, 1),
    };

    private readonly XElement feed;

    private AtomDocument(XElement feed)
    {
        this.feed = feed;
        Assert.Equal(Atom + "feed", feed.Name);
        CheckChildren(feed, OfFeed);
        CheckCommon(feed);
        foreach (var entry in feed.Elements(Atom + "entry"))
        {
            CheckChildren(entry, OfEntry);
            CheckCommon(entry);
            Assert.Contains(entry.Elements(Atom + "link"), link => (string?)link.Attribute("rel") == "alternate");
            Assert.Equal("html", (string?)entry.Element(Atom + "content")!.Attribute("type"));
            var answered = entry.Element(Threading + "in-reply-to")!;
            Assert.True(Uri.TryCreate((string?)answered.Attribute("ref"), UriKind.Absolute, out _));
            Assert.True(Uri.TryCreate((string?)answered.Attribute("href"), UriKind.Absolute, out _));
        }

        foreach (var gone in feed.Elements(Tombstones + "deleted-entry"))
        {
            // Nothing but which and when.
            Assert.Equal(["ref", "when"], gone.Attributes().Select(attribute => attribute.Name.LocalName));
            Assert.False(gone.HasElements || gone.Value.Length > 0);
            Assert.True(TimeOf((string)gone.Attribute("when")!) <= Updated);
        }

        Assert.Single(feed.Elements(Atom + "link"), link => (string?)link.Attribute("rel") == "self");
        var ids = Entries.Select(entry => entry.Id).Concat(Gone).ToList();
        Assert.Equal(ids.Distinct(), ids);
        Assert.All(Entries, entry => Assert.True(entry.Updated <= Updated));
    }

    public string Id => Text(feed, "id");

    public string Title => Text(feed, "title");

    public DateTimeOffset Updated => TimeOf(Text(feed, "updated"));

    public IReadOnlyList<AtomEntry> Entries => [.. feed.Elements(Atom + "entry").Select(ToEntry)];

    /// <summary>What was withdrawn.</summary>
    public IReadOnlyList<Guid> Gone =>
        [.. feed.Elements(Tombstones + "deleted-entry").Select(gone => IdOf((string)gone.Attribute("ref")!))];

    public string? LinkTo(string relation, string? type = null) =>
        feed.Elements(Atom + "link")
            .Where(link => type is null || (string?)link.Attribute("type") == type)
            .Where(link => (string?)link.Attribute("rel") == relation)
            .Select(link => (string?)link.Attribute("href"))
            .SingleOrDefault();

    public static AtomDocument Of(TestAnswer answer)
    {
        Assert.Equal(
            (System.Net.HttpStatusCode.OK, "application/atom+xml; charset=utf-8"),
            (answer.Status, answer.Headers["content-type"])
        );
        return Of(answer.Bytes);
    }

    public static AtomDocument Of(byte[] bytes)
    {
        using var xml = XmlReader.Create(
            new MemoryStream(bytes),
            new XmlReaderSettings { CheckCharacters = true, DtdProcessing = DtdProcessing.Prohibit }
        );
        return new AtomDocument(XElement.Load(xml));
    }

    private static void CheckChildren(XElement parent, Dictionary<XName, (int Least, int Most)> rules)
    {
        Assert.Empty(parent.Elements().Select(child => child.Name).Except(rules.Keys));
        Assert.All(rules, rule => Assert.InRange(parent.Elements(rule.Key).Count(), rule.Value.Least, rule.Value.Most));
        Assert.All(parent.Nodes().OfType<XText>(), text => Assert.True(string.IsNullOrWhiteSpace(text.Value)));
    }

    private static void CheckCommon(XElement parent)
    {
        Assert.True(Uri.TryCreate(Text(parent, "id"), UriKind.Absolute, out _));
        foreach (var time in parent.Elements().Where(child => child.Name.LocalName is "updated" or "published"))
            TimeOf(time.Value);
        Assert.Single(parent.Element(Atom + "author")!.Elements(Atom + "name"));
        var links = parent.Elements(Atom + "link").ToList();
        Assert.All(
            links,
            link =>
                Assert.True(Uri.TryCreate((string?)link.Attribute("href"), UriKind.Absolute, out var to) && to.IsAbsoluteUri)
        );
        // No two ways to the same page in the same form (4.1.1).
        var alternates = links.Where(link => (string?)link.Attribute("rel") == "alternate").ToList();
        Assert.Equal(alternates.Count, alternates.DistinctBy(link => (string?)link.Attribute("type")).Count());
    }

    private static AtomEntry ToEntry(XElement entry) =>
        new(
            IdOf(Text(entry, "id")),
            Text(entry, "title"),
            Text(entry.Element(Atom + "author")!, "name"),
            (string?)entry.Element(Atom + "published"),
            TimeOf(Text(entry, "updated")),
            Text(entry, "content"),
            IdOf((string)entry.Element(Threading + "in-reply-to")!.Attribute("ref")!),
            (int)entry.Element(Threading + "total")!,
            (string)
                entry.Elements(Atom + "link").Single(link => (string?)link.Attribute("rel") == "alternate").Attribute("href")!
        );

    private static string Text(XElement parent, string name) => parent.Element(Atom + name)!.Value;

    private static DateTimeOffset TimeOf(string text) =>
        DateTimeOffset.ParseExact(text, "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture);

    private static Guid IdOf(string urn)
    {
        Assert.StartsWith("urn:uuid:", urn, StringComparison.Ordinal);
        return Guid.Parse(urn["urn:uuid:".Length..]);
    }
}

internal sealed record AtomEntry(
    Guid Id,
    string Title,
    string Author,
    string? Published,
    DateTimeOffset Updated,
    string Html,
    Guid Answers,
    int Replies,
    string Url
);
