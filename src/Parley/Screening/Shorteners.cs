namespace Parley.Screening;

/// <summary>
/// Hosts that lead to somewhere else than they say, for anybody: the well-known open ones, by their own public pages. Those of one
/// house for its own pages (youtu.be, nyti.ms, amzn.to) are none: their names say where they lead.
/// </summary>
internal static class Shorteners
{
    public static HostList All { get; } =
        HostList.Read(
            """
            bit.ly
            bitly.com
            buff.ly
            clck.ru
            cutt.ly
            goo.su
            is.gd
            ow.ly
            rb.gy
            rebrand.ly
            s.id
            shorturl.at
            shorturl.asia
            short.io
            t.ly
            tiny.cc
            tinyurl.com
            urlz.fr
            v.gd
            vk.cc
            """,
            out _
        );
}
