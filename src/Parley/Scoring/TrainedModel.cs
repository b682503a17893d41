using System.IO.MemoryMappedFiles;
using System.Runtime.Intrinsics;
using System.Text.Json;

namespace Parley.Scoring;

/// <summary>
/// A general model from a file that <c>tools/Parley.Training</c> wrote: the mean of a sum over words and of a small net, as
/// a probability. Many threads may ask it.
/// </summary>
internal sealed unsafe class TrainedModel : IGeneralModel
{
    // By attribute: the net knows more of order, the sum more of rare words and of what few texts say. Chosen on texts that nothing is judged by.
    private static readonly Vector256<float> NetShare = Vector256.Create(0.7f, 0.6f, 0.6f, 0.8f, 0.8f, 0.5f, 0.4f, 0);

    // What nothing said gets.
    private const float Nothing = 0.001f;

    private readonly KnownWords words;
    private readonly LinearPart linear;
    private readonly NetPart? net;
    private readonly SpanPart? spans;
    private readonly float* maps;

    // By the place of an attribute of this model, its place in Attribute.All.
    private readonly int[] heads;

    // The bytes lie where this object holds them.
    private readonly object holder;

    /// <summary>Opens a model.</summary>
    /// <param name="data">Its file's bytes, which must stay where they are.</param>
    /// <param name="length">How many.</param>
    /// <param name="holder">What keeps them there.</param>
    /// <exception cref="InvalidDataException">It is no model, of another format, cut or damaged.</exception>
    public TrainedModel(byte* data, long length, object holder)
    {
        this.holder = holder;
        var file = new ModelFile(data, length);
        using var card = Read(file.Card);
        (Language, Name, Version) = (Text(card, "language"), Text(card, "name"), Text(card, "version"));
        FullName = $"{Name} {Version}";
        Attributes = AttributesOf(card);
        heads = [.. Attributes.Select(Attribute.PlaceOf)];
        Card = file.Card;
        var count = (int)file.CountOf<ulong>("words");
        words = new KnownWords(
            new(file.Section<ulong>("words", count), count),
            new(file.Section<byte>("common", count), count),
            file.Text("disguise").Split('\n', StringSplitOptions.RemoveEmptyEntries)
        );
        linear = new LinearPart(file, count);
        net = file.CountOf<float>("net") > 0 ? new NetPart(file, count) : null;
        spans = file.CountOf<sbyte>("spans") > 0 ? new SpanPart(file, count) : null;
        // A factor and then a constant for each attribute.
        maps = file.Section<float>("maps", LinearPart.Lanes * 2);
    }

    public string Language { get; }

    public string Name { get; }

    public string Version { get; }

    public string FullName { get; }

    public IReadOnlyList<string> Attributes { get; }

    /// <summary>What it was trained from, how well it does and what it cannot do: JSON.</summary>
    public string Card { get; }

    /// <summary>Opens an operator's own file.</summary>
    /// <exception cref="InvalidDataException">It is no model, of another format, cut or damaged.</exception>
    public static TrainedModel Open(string path)
    {
        var length = new FileInfo(path).Length;
        if (length == 0)
            throw new InvalidDataException("This is no model of Parley's.");
        var file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        var view = file.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
        byte* data = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref data);
        return new TrainedModel(data + view.PointerOffset, length, (file, view));
    }

    /// <summary>Opens a model that lies within an assembly, where it already is in memory.</summary>
    public static TrainedModel Open(UnmanagedMemoryStream resource) => new(resource.PositionPointer, resource.Length, resource);

    public void Score(ReadOnlySpan<char> text, Span<float> probabilities)
    {
        var reader = WordReader.Mine;
        var seen = reader.Read(text, words);
        if (!HasWord(seen, reader.AllLetters))
        {
            probabilities.Fill(Nothing);
            return;
        }
        var logits = Logits(seen, reader.AllLetters);
        for (var at = 0; at < heads.Length; at++)
            probabilities[at] = Probability(logits, heads[at]);
        GC.KeepAlive(holder);
    }

    public Func<string, IReadOnlyList<Driver>> DriversOf(string text)
    {
        var drivers = new Drivers(this, text);
        return attribute =>
            Attributes.Contains(attribute)
                ? drivers.Of(Attribute.PlaceOf(attribute))
                : throw new ArgumentOutOfRangeException(nameof(attribute), attribute, "This model gives no such attribute.");
    }

    /// <summary>Whether there is anything to score: signs and numbers alone say nothing.</summary>
    internal static bool HasWord(ReadOnlySpan<SeenWord> seen, ReadOnlySpan<char> letters)
    {
        foreach (var word in seen)
            if (!word.IsSign && char.IsLetter(letters[word.Start]))
                return true;
        return false;
    }

    /// <summary>Which words readers would mark; null where the model's file does not say.</summary>
    internal SpanPart? Spans => spans;

    /// <summary>The words as this model sees them.</summary>
    internal KnownWords Words => words;

    /// <summary>The two parts' logits, for whoever measures them apart; the second is nothing where there is no net.</summary>
    internal (Vector256<float> Linear, Vector256<float>? Net) PartsOf(ReadOnlySpan<char> text)
    {
        var reader = WordReader.Mine;
        var seen = reader.Read(text, words);
        return (linear.Score(seen, reader.AllLetters), net?.Score(seen, reader.AllLetters));
    }

    /// <summary>The logits of a text, before they become probabilities.</summary>
    internal Vector256<float> LogitsOf(ReadOnlySpan<char> text)
    {
        var reader = WordReader.Mine;
        var seen = reader.Read(text, words);
        return Logits(seen, reader.AllLetters);
    }

    /// <summary>The logits of words, before they become probabilities.</summary>
    internal Vector256<float> Logits(ReadOnlySpan<SeenWord> seen, ReadOnlySpan<char> letters)
    {
        var sum = linear.Score(seen, letters);
        return net is null ? sum : sum + ((net.Score(seen, letters) - sum) * NetShare);
    }

    /// <summary>The probability that a logit stands for.</summary>
    internal float Probability(Vector256<float> logits, int head)
    {
        var mapped = (logits[head] * maps[head]) + maps[LinearPart.Lanes + head];
        return 1 / (1 + MathF.Exp(-mapped));
    }

    /// <summary>How much some words weigh for the attribute that they weigh most for, by the sum alone: to say where to look first.</summary>
    internal float HeavinessOf(ReadOnlySpan<SeenWord> some, ReadOnlySpan<char> letters)
    {
        var (sum, most) = (linear.Score(some, letters), 0f);
        foreach (var head in heads)
            most = Math.Max(most, Probability(sum, head));
        return most;
    }

    private static JsonDocument Read(string card)
    {
        try
        {
            return JsonDocument.Parse(card);
        }
        catch (JsonException)
        {
            throw new InvalidDataException("The model's file is damaged: its card cannot be read.");
        }
    }

    // A card that names none is of a model that gives all.
    private static IReadOnlyList<string> AttributesOf(JsonDocument card)
    {
        if (!card.RootElement.TryGetProperty("attributes", out var named))
            return Attribute.All;
        if (named.ValueKind != JsonValueKind.Array || named.EnumerateArray().Any(one => one.ValueKind != JsonValueKind.String))
            throw new InvalidDataException("The model's card says nothing of its attributes.");
        var names = named.EnumerateArray().Select(one => one.GetString()!).ToList();
        return names.Find(name => !Attribute.All.Contains(name)) is { } unknown
            ? throw new InvalidDataException($"The model's card names {unknown}, which this version of Parley does not know.")
            : [.. Attribute.All.Where(names.Contains)];
    }

    private static string Text(JsonDocument card, string name) =>
        card.RootElement.ValueKind == JsonValueKind.Object
        && card.RootElement.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw new InvalidDataException($"The model's card says nothing of its {name}.");
}
