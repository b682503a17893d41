using System.Text;
using System.Text.Json;

namespace Parley.Perspective;

/// <summary>
/// The document from which Google's own clients, such as those for Python and Node, take the calls and the host
/// (https://developers.google.com/discovery/v1/reference/apis). It says <c>fields</c> and the like, since clients send them.
/// </summary>
internal static class Discovery
{
    /// <summary>What errors call the service: clients know it by this name.</summary>
    public const string Service = "commentanalyzer.googleapis.com";

    public const string Version = "v1alpha1";

    private static readonly Lazy<string> Template = new(Read);

    /// <summary>The document for whoever reaches us at an address: clients call the one that it names.</summary>
    public static byte[] For(Home home)
    {
        var root = JsonEncodedText.Encode(home.Absolute("/")).ToString();
        return Encoding.UTF8.GetBytes(Template.Value.Replace("{root}", root, StringComparison.Ordinal));
    }

    private static string Read()
    {
        using var stream = typeof(Discovery).Assembly.GetManifestResourceStream("Parley.Perspective.discovery.json")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
