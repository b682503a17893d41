using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Parley.Views;

namespace Parley;

/// <summary>
/// Styles, scripts and pictures, embedded in the assembly and served under names that change with their content. As static web
/// assets they would answer 404 in one host and leak into another.
/// </summary>
internal sealed class Assets
{
    private const string Folder = "Parley.Web.Assets.";

    private readonly FrozenDictionary<string, Asset> byName;
    private readonly ConcurrentDictionary<string, Asset> words = new(StringComparer.Ordinal);

    private Assets()
    {
        var all = typeof(Assets)
            .Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Select(Read)
            .ToList();
        byName = all.ToFrozenDictionary(asset => asset.Name, StringComparer.Ordinal);
        // One hash over all of them, as a folder: modules import each other by their plain names.
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var asset in all.OrderBy(asset => asset.Name, StringComparer.Ordinal))
            hash.AppendData(asset.Bytes);
        foreach (var language in Words.Languages)
            hash.AppendData(Words.BytesOf(language));
        Version = Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 8));
    }

    /// <summary>Those of this assembly: read once, however many programs live in a process.</summary>
    public static Assets Own { get; } = new();

    /// <summary>Changes whenever any of them does; it stands in their addresses.</summary>
    public string Version { get; }

    /// <summary>One of them by its name, such as <c>embed.js</c>.</summary>
    public Asset? Find(string name) => byName.GetValueOrDefault(name) ?? FindWords(name);

    /// <summary>Its address; the name must be right.</summary>
    public string Url(Home home, string name) => home.Url($"/assets/{Version}/{byName[name].Name}");

    /// <summary>What a reader's page loads.</summary>
    public AssetUrls ForReaders(Home home) => new([Url(home, "parley.css")], [Url(home, "parley.js")]);

    /// <summary>What a reader's page with tables, dated events or drawings loads besides.</summary>
    public AssetUrls WithTables(Home home, AssetUrls page) => page with { Styles = [.. page.Styles, Url(home, "tables.css")] };

    /// <summary>What the moderators' pages load.</summary>
    public AssetUrls ForStaff(Home home) => new([Url(home, "parley.css"), Url(home, "console.css")], [Url(home, "console.js")]);

    // What scripts say in a language, made when the first browser asks: words-en.js.
    private Asset? FindWords(string name) =>
        Words.Languages.FirstOrDefault(language => name == $"words-{language}.js") is { } asked
            ? words.GetOrAdd(
                name,
                static (name, language) =>
                    new Asset(name, Encoding.UTF8.GetBytes($"export default {Words.For(language).ForScript()};\n")),
                asked
            )
            : null;

    private static Asset Read(string resource)
    {
        using var stream = typeof(Assets).Assembly.GetManifestResourceStream(resource)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        var name = resource[Folder.Length..];
        return new Asset(name, Path.GetExtension(name) is ".js" or ".css" ? WithoutComments(bytes) : bytes);
    }

    // What explains a file to us is a fifth of what a reader would load. Only whole lines: no string of ours spans several.
    private static byte[] WithoutComments(byte[] text)
    {
        var kept = new StringBuilder(text.Length);
        var isInside = false;
        foreach (var line in Encoding.UTF8.GetString(text).Split('\n'))
        {
            var trimmed = line.AsSpan().Trim();
            if (isInside || trimmed.StartsWith("/*", StringComparison.Ordinal))
            {
                var end = trimmed.IndexOf("*/", StringComparison.Ordinal);
                isInside = end < 0;
                // A field may stand behind its type in the same line.
                trimmed = isInside ? [] : trimmed[(end + 2)..].Trim();
            }

            if (trimmed.Length > 0 && !trimmed.StartsWith("//", StringComparison.Ordinal))
                kept.Append(trimmed).Append('\n');
        }

        return Encoding.UTF8.GetBytes(kept.ToString());
    }
}

/// <summary>A file that is served as it is.</summary>
internal sealed class Asset
{
    // As small as can be, which takes its time: when the first browser asks, not when the program starts.
    private readonly Lazy<byte[]> gzip;
    private readonly Lazy<byte[]> brotli;

    public Asset(string name, byte[] bytes)
    {
        Name = name;
        Bytes = bytes;
        Hash = Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8));
        ContentType = Path.GetExtension(name) switch
        {
            ".js" => "text/javascript; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            ".svg" => "image/svg+xml",
            ".png" => "image/png",
            ".webp" => "image/webp",
            ".jpg" => "image/jpeg",
            _ => "application/octet-stream",
        };
        gzip = new Lazy<byte[]>(() => Pack(packed => new GZipStream(packed, CompressionLevel.SmallestSize)));
        brotli = new Lazy<byte[]>(() => Pack(packed => new BrotliStream(packed, CompressionLevel.SmallestSize)));
    }

    public string Name { get; }

    /// <summary>Of its bytes, for the tags by which caches know it.</summary>
    public string Hash { get; }
    public string ContentType { get; }
    public byte[] Bytes { get; }
    public byte[] Gzip => gzip.Value;
    public byte[] Brotli => brotli.Value;

    private byte[] Pack(Func<Stream, Stream> into)
    {
        using var packed = new MemoryStream();
        using (var stream = into(packed))
            stream.Write(Bytes);
        return packed.ToArray();
    }
}
