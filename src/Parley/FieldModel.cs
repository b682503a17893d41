namespace Parley.Views;

/// <summary>One line that somebody fills in.</summary>
/// <param name="Id">Unique on the page; also the name under which it is sent, unless <see cref="Name"/> says otherwise.</param>
public sealed record FieldModel(string Id, string Label, string Type = "text")
{
    public string Name { get; init; } = Id;
    public string? Value { get; init; }
    public string? Hint { get; init; }

    /// <summary>What is wrong with what was filled in, in words.</summary>
    public string? Fault { get; init; }

    public string? AutoComplete { get; init; }
    public bool IsRequired { get; init; } = true;

    internal string? DescribedBy =>
        string.Join(' ', new[] { Fault is null ? null : Id + "-error", Hint is null ? null : Id + "-hint" }.OfType<string>())
            is { Length: > 0 } ids
            ? ids
            : null;
}
