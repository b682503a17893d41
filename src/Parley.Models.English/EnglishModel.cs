using Parley.Scoring;

namespace Parley;

/// <summary>The model that comes with this package, opened when it is first asked for more than its language.</summary>
internal sealed class EnglishModel : IGeneralModel
{
    private readonly Lazy<TrainedModel> model = new(Open);

    public string Language => "en";

    public string Name => model.Value.Name;

    public string Version => model.Value.Version;

    public string FullName => model.Value.FullName;

    public IReadOnlyList<string> Attributes => Scoring.Attribute.All;

    public void Score(ReadOnlySpan<char> text, Span<float> probabilities) => model.Value.Score(text, probabilities);

    public Func<string, IReadOnlyList<Driver>> DriversOf(string text) => model.Value.DriversOf(text);

    private static TrainedModel Open() =>
        TrainedModel.Open((UnmanagedMemoryStream)typeof(EnglishModel).Assembly.GetManifestResourceStream("english.model")!);
}
