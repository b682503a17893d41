using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Parley.Perspective;

/// <summary>
/// A message in protobuf's JSON (https://protobuf.dev/programming-guides/json): each member has two spellings, <c>null</c> is the same as
/// left out, and what nobody knows is a fault that names its place as Google's gateway does.
/// </summary>
internal sealed class WireMessage
{
    private readonly Dictionary<string, JsonElement> members = [];
    private readonly WireFaults faults;
    private readonly string path;

    private WireMessage(string path, WireFaults faults) => (this.path, this.faults) = (path, faults);

    /// <param name="names">The members that it may have, in lowerCamelCase.</param>
    public static WireMessage Read(JsonElement element, WireFaults faults, params ReadOnlySpan<string> names) =>
        Read(element, "", faults, names);

    private static WireMessage Read(JsonElement element, string path, WireFaults faults, ReadOnlySpan<string> names)
    {
        var message = new WireMessage(path, faults);
        if (element.ValueKind == JsonValueKind.Null)
            return message;
        if (element.ValueKind != JsonValueKind.Object)
        {
            faults.AddValue(path, "TYPE_MESSAGE", element);
            return message;
        }

        foreach (var member in element.EnumerateObject())
        {
            if (FindName(member, names) is not { } name)
                faults.AddUnknown(path, NameOf(member));
            else if (member.Value.ValueKind != JsonValueKind.Null)
                message.members[name] = member.Value;
        }

        return message;
    }

    public bool Has(string name) => members.ContainsKey(name);

    /// <returns>Null where it was left out, or is none.</returns>
    public string? Text(string name)
    {
        if (!members.TryGetValue(name, out var value))
            return null;
        if (TextOf(value) is { } text)
            return text;
        faults.AddValue(PathOf(name), "TYPE_STRING", value);
        return null;
    }

    /// <summary>The name of an enum's value, or its number as text.</summary>
    public string? Choice(string name) =>
        members.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetRawText() : Text(name);

    public bool Flag(string name)
    {
        if (!members.TryGetValue(name, out var value))
            return false;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return value.GetBoolean();
        if (TextOf(value) is "true" or "false")
            return TextOf(value) == "true";
        faults.AddValue(PathOf(name), "TYPE_BOOL", value);
        return false;
    }

    /// <summary>A number, also where it came as a text, which protobuf allows.</summary>
    public double? Number(string name)
    {
        if (!members.TryGetValue(name, out var value))
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number))
            return number;
        if (
            double.TryParse(TextOf(value), NumberStyles.Float, CultureInfo.InvariantCulture, out var read)
            && double.IsFinite(read)
        )
            return read;
        faults.AddValue(PathOf(name), "TYPE_FLOAT", value);
        return null;
    }

    /// <summary>Several texts; a single one stands for a list of it.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        if (!members.TryGetValue(name, out var value))
            return [];
        if (value.ValueKind != JsonValueKind.Array)
            return Text(name) is { } one ? [one] : [];
        List<string> texts = [];
        foreach (var (element, index) in value.EnumerateArray().Select((element, index) => (element, index)))
        {
            if (TextOf(element) is { } text)
                texts.Add(text);
            else
                faults.AddValue($"{PathOf(name)}[{index}]", "TYPE_STRING", element);
        }

        return texts;
    }

    /// <returns>Null where it was left out.</returns>
    public WireMessage? Message(string name, params ReadOnlySpan<string> names) =>
        members.TryGetValue(name, out var value) ? Read(value, PathOf(name), faults, names) : null;

    public IReadOnlyList<WireMessage> Messages(string name, params ReadOnlySpan<string> names)
    {
        List<WireMessage> messages = [];
        if (!members.TryGetValue(name, out var value))
            return messages;
        if (value.ValueKind != JsonValueKind.Array)
            return [Read(value, PathOf(name), faults, names)];
        var index = 0;
        foreach (var element in value.EnumerateArray())
            messages.Add(Read(element, $"{PathOf(name)}[{index++}]", faults, names));
        return messages;
    }

    /// <summary>A map from names to messages, in the order in which it came. A value may be <c>null</c>: some clients send that for "as usual".</summary>
    public IReadOnlyList<(string Name, WireMessage Message)> Map(string name, params ReadOnlySpan<string> names)
    {
        List<(string, WireMessage)> map = [];
        if (!members.TryGetValue(name, out var value))
            return map;
        if (value.ValueKind != JsonValueKind.Object)
        {
            faults.AddValue(PathOf(name), "TYPE_MESSAGE", value);
            return map;
        }

        var index = 0;
        foreach (var member in value.EnumerateObject())
            map.Add((NameOf(member), Read(member.Value, $"{PathOf(name)}[{index++}].value", faults, names)));
        return map;
    }

    private static string? FindName(JsonProperty member, ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (member.NameEquals(name) || member.NameEquals(Snake(name)))
                return name;
        }

        return null;
    }

    // Half a character is none, and neither are bytes that are no letters: the reader says so only here.
    private static string? TextOf(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return "";
        }
    }

    private string PathOf(string name) => path.Length == 0 ? Snake(name) : $"{path}.{Snake(name)}";

    private static string Snake(string name)
    {
        var snake = new StringBuilder(name.Length + 4);
        foreach (var letter in name)
        {
            if (char.IsAsciiLetterUpper(letter))
                snake.Append('_');
            snake.Append(char.ToLowerInvariant(letter));
        }

        return snake.ToString();
    }
}

/// <summary>What is wrong with the form of a request, in Google's words.</summary>
internal sealed class WireFaults
{
    // Whoever sends ten thousand unknown names learns enough from a few.
    private const int Most = 20;
    private const int MostLetters = 200;

    private readonly List<(string Field, string Description)> all = [];

    public IReadOnlyList<(string Field, string Description)> All => all;

    public void AddUnknown(string path, string name) =>
        Add(
            path,
            path.Length == 0
                ? $"Invalid JSON payload received. Unknown name \"{Cut(name)}\": Cannot find field."
                : $"Invalid JSON payload received. Unknown name \"{Cut(name)}\" at '{path}': Cannot find field."
        );

    public void AddValue(string path, string type, JsonElement value) =>
        Add(
            path,
            path.Length == 0
                ? "Invalid JSON payload received. Unknown name \"\": Root element must be a message."
                : $"Invalid value at '{path}' ({type}), {Cut(RawTextOf(value))}"
        );

    // Bytes that are no letters cannot be shown.
    private static string RawTextOf(JsonElement value)
    {
        try
        {
            return value.GetRawText();
        }
        catch (InvalidOperationException)
        {
            return "bytes that are not UTF-8";
        }
    }

    private void Add(string path, string description)
    {
        if (all.Count < Most)
            all.Add((path, description));
    }

    private static string Cut(string text) => text.Length <= MostLetters ? text : text[..MostLetters] + "…";
}
