namespace Parley;

/// <summary>Words of people that stand in a sentence of ours, in each language in which somebody has said them.</summary>
/// <param name="Usual">Those for whoever reads another language.</param>
internal sealed record InLanguages(string Usual, IReadOnlyDictionary<string, string>? By)
{
    public string In(string language) => By?.GetValueOrDefault(language) ?? Usual;
}
