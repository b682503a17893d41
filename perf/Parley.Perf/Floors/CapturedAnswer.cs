using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Parley.Perf.Load;

namespace Parley.Perf.Floors;

/// <summary>An answer of the server under test, kept so that a floor can give the same: same headers, same bytes.</summary>
internal sealed record CapturedAnswer(int Status, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body)
{
    // Kestrel writes these by itself.
    private static readonly string[] Kestrels = ["Date", "Server", "Content-Length", "Transfer-Encoding", "Connection"];

    public string? Header(string name) =>
        Headers.FirstOrDefault(x => x.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>Asks once, as the load generator will ask.</summary>
    public static async Task<CapturedAnswer> AskAsync(int port, string request)
    {
        using var client = new TcpClient("127.0.0.1", port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(request));
        using var answer = new MemoryStream();
        var buffer = new byte[64 * 1024];
        AnswerHead head;
        while (
            !AnswerHead.TryRead(answer.GetBuffer().AsSpan(0, (int)answer.Length), out head)
            || !head.IsComplete(answer.GetBuffer().AsSpan(0, (int)answer.Length))
        )
        {
            var read = await stream.ReadAsync(buffer);
            if (read == 0)
                throw new EndOfStreamException("The server ended the connection within its answer.");
            answer.Write(buffer, 0, read);
        }
        var bytes = answer.ToArray();
        var body = head.BodyLength >= 0 ? bytes[head.BodyStart..] : Dechunk(bytes.AsSpan(head.BodyStart));
        return new(head.Status, [.. HeadersIn(Encoding.UTF8.GetString(bytes, 0, head.BodyStart))], body);
    }

    public async Task WriteAsync(string file) => await File.WriteAllTextAsync(file, JsonSerializer.Serialize(this));

    public static CapturedAnswer Read(string file) => JsonSerializer.Deserialize<CapturedAnswer>(File.ReadAllText(file))!;

    /// <summary>The headers that a program sets, without those of the server software.</summary>
    public IEnumerable<KeyValuePair<string, string>> OwnHeaders =>
        Headers.Where(x => !Kestrels.Contains(x.Key, StringComparer.OrdinalIgnoreCase));

    private static IEnumerable<KeyValuePair<string, string>> HeadersIn(string head) =>
        head.Split("\r\n")
            .Skip(1)
            .Where(x => x.Contains(':', StringComparison.Ordinal))
            .Select(x => x.Split(':', 2))
            .Select(x => KeyValuePair.Create(x[0], x[1].Trim()));

    private static byte[] Dechunk(ReadOnlySpan<byte> chunks)
    {
        var body = new List<byte>();
        while (true)
        {
            var line = chunks.IndexOf("\r\n"u8);
            var length = Convert.ToInt32(Encoding.ASCII.GetString(chunks[..line]).Split(';')[0], 16);
            if (length == 0)
                return [.. body];
            body.AddRange(chunks.Slice(line + 2, length));
            chunks = chunks[(line + 2 + length + 2)..];
        }
    }
}
