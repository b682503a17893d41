using System.Globalization;
using System.Text;
using System.Xml;

namespace Parley.Feeds;

/// <summary>
/// A feed as Atom (RFC 4287), with whom each comment answers (RFC 4685), what was withdrawn (RFC 6721) and where the older ones are
/// (RFC 5005).
/// </summary>
internal static class AtomFeed
{
    public const string Type = "application/atom+xml";
    private const string Atom = "http://www.w3.org/2005/Atom";
    private const string Threading = "http://purl.org/syndication/thread/1.0";
    private const string Tombstones = "http://purl.org/atompub/tombstones/1.0";

    public static byte[] Write(Feed feed)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(false) }))
        {
            xml.WriteStartElement("feed", Atom);
            xml.WriteAttributeString("xmlns", "thr", null, Threading);
            xml.WriteAttributeString("xmlns", "at", null, Tombstones);
            xml.WriteAttributeString("xml", "lang", null, feed.Language);
            Text(xml, "id", Urn(feed.Id));
            Text(xml, "title", feed.Title);
            if (feed.Subtitle is { } subtitle)
                Text(xml, "subtitle", subtitle);
            Text(xml, "updated", Time(feed.Updated));
            Author(xml, feed.Author);
            Link(xml, "self", Type, feed.AtomUrl);
            Link(xml, "alternate", JsonFeed.Type, feed.JsonUrl);
            if (feed.HomeUrl is { } home)
                Link(xml, "alternate", "text/html", home);
            if (feed.Next is { } next)
                Link(xml, "next", Type, next.Atom);
            Text(xml, "generator", "Parley");
            foreach (var entry in feed.Entries)
                Write(xml, entry);
            foreach (var gone in feed.Gone)
            {
                xml.WriteStartElement("deleted-entry", Tombstones);
                xml.WriteAttributeString("ref", Urn(gone.Id));
                xml.WriteAttributeString("when", Time(gone.At));
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        return bytes.ToArray();
    }

    private static void Write(XmlWriter xml, FeedEntry entry)
    {
        xml.WriteStartElement("entry", Atom);
        Text(xml, "id", Urn(entry.Id));
        Text(xml, "title", entry.Title);
        if (entry.Published is { } published)
            Text(xml, "published", Time(published));
        Text(xml, "updated", Time(entry.Updated));
        Author(xml, entry.Author);
        Link(xml, "alternate", "text/html", entry.Url);
        if (entry.Replies > 0)
        {
            xml.WriteStartElement("link", Atom);
            xml.WriteAttributeString("rel", "replies");
            xml.WriteAttributeString("type", Type);
            xml.WriteAttributeString("href", Clean(entry.RepliesUrl));
            xml.WriteAttributeString("count", Threading, Number(entry.Replies));
            xml.WriteEndElement();
        }

        xml.WriteStartElement("in-reply-to", Threading);
        xml.WriteAttributeString("ref", Urn(entry.Answers));
        xml.WriteAttributeString("type", "text/html");
        xml.WriteAttributeString("href", Clean(entry.AnswersUrl));
        xml.WriteEndElement();
        xml.WriteElementString("total", Threading, Number(entry.Replies));
        xml.WriteStartElement("content", Atom);
        xml.WriteAttributeString("type", "html");
        xml.WriteString(Clean(entry.Html));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Text(XmlWriter xml, string name, string text) => xml.WriteElementString(name, Atom, Clean(text));

    private static void Author(XmlWriter xml, string name)
    {
        xml.WriteStartElement("author", Atom);
        Text(xml, "name", name);
        xml.WriteEndElement();
    }

    private static void Link(XmlWriter xml, string relation, string type, string url)
    {
        xml.WriteStartElement("link", Atom);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("type", type);
        xml.WriteAttributeString("href", Clean(url));
        xml.WriteEndElement();
    }

    /// <summary>An id that stays when what it names moves.</summary>
    public static string Urn(Guid id) => $"urn:uuid:{id}";

    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    // What XML cannot hold at all, also not escaped, would cost every reader the whole feed.
    private static string Clean(string text)
    {
        if (text.All(XmlConvert.IsXmlChar))
            return text;
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            clean.Append(rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? "\uFFFD" : rune.ToString());
        return clean.ToString();
    }
}
