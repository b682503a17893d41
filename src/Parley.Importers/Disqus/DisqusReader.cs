using Parley.Importers.Files;
using Parley.Transfer;

namespace Parley.Importers.Disqus;

/// <summary>
/// Reads Disqus' export: XML, usually packed, with all threads and then all posts. An id is the attribute <c>dsq:id</c>; the
/// element called <c>id</c> is the site's own identifier in a thread, and of no use in a post.
/// </summary>
internal sealed class DisqusReader : IExportReader
{
    public string System => "disqus";

    public IEnumerable<ImportedRecord> Read(Stream file, CancellationToken cancel)
    {
        using var xml = new XmlExport(file, cancel);
        xml.ReadRoot("disqus", Problems.ImportNotDisqus);
        foreach (var element in xml.Children())
        {
            if (element == "thread")
                yield return DisqusThread.Read(xml);
            else if (element == "post")
                yield return DisqusPost.Read(xml);
        }

        xml.ReadToEnd();
    }
}
