using Microsoft.AspNetCore.Http;

namespace Parley;

/// <summary>The bytes that came with a request, up to a bound.</summary>
internal static class RequestBody
{
    /// <summary>The most that a body may have, in bytes. The longest comment has fewer.</summary>
    public const int MostBytes = 128 * 1024;

    /// <summary>
    /// The most that the server lets in. A body between the two is refused in words and then thrown away: whoever pasted too much hears
    /// that it was too much, where a connection that is cut says nothing.
    /// </summary>
    public const int MostLetIn = 8 * MostBytes;

    /// <returns>Null where there are too many.</returns>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        if (request.ContentLength > MostBytes)
            return null;
        if (request.ContentLength is { } length)
        {
            var told = new byte[length];
            await request.Body.ReadExactlyAsync(told, cancel);
            return told;
        }

        using var whole = new MemoryStream();
        var piece = new byte[8 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(piece, cancel)) > 0)
        {
            if (whole.Length + read > MostBytes)
                return null;
            whole.Write(piece, 0, read);
        }

        return whole.ToArray();
    }
}
