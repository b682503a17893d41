using System.Globalization;
using System.Text;
using Parley.Tests.Importers;

namespace Parley.Tests.Server;

/// <summary>An export of a site that never was, large enough that its import takes several commits.</summary>
internal static class MadeExport
{
    public const string Origin = "https://news.example";
    public const int Threads = 60;
    public const int Posts = 1_800;

    /// <summary>Answers to answers, in threads that grow beside each other, with all that can become of a comment elsewhere.</summary>
    public static byte[] Of(int posts = Posts)
    {
        var file = new StringBuilder(Export.Head);
        for (var n = 0; n < Threads; n++)
            file.Append(
                CultureInfo.InvariantCulture,
                $"""<thread dsq:id="t{n}"><id>s{n}</id><link>{Origin}/story/{n}</link><title>Story {n}</title><createdAt>2020-01-01T00:00:00Z</createdAt><isClosed>{(n % 9 == 0 ? "true" : "false")}</isClosed></thread>"""
            );
        for (var n = 0; n < posts; n++)
        {
            // The comment one or three rounds before, in the same thread.
            var parent = n - Threads * (n % 3 == 0 ? 3 : 1);
            file.Append(
                CultureInfo.InvariantCulture,
                $"""<post dsq:id="p{n}"><message><![CDATA[<p>Words number {n}, <b>and</b> more.</p>]]></message><createdAt>2020-02-0{1 + n % 7}T10:{n % 60:00}:00Z</createdAt><isDeleted>{Flag(n % 17 == 0)}</isDeleted><isSpam>{Flag(n % 23 == 0)}</isSpam><author><name>Writer {n % 90}</name><isAnonymous>false</isAnonymous><username>w{n % 90}</username></author><thread dsq:id="t{n % Threads}"/>{(parent < 0 || n % 4 == 0 ? "" : $"""<parent dsq:id="p{parent}"/>""")}</post>"""
            );
        }

        return Encoding.UTF8.GetBytes(file.Append("</disqus>").ToString());
    }

    private static string Flag(bool isSo) => isSo ? "true" : "false";
}
