namespace Parley.Views;

/// <summary>The ways to the other parts of a long list.</summary>
/// <param name="FirstUrl">Null on the first part.</param>
/// <param name="First">What leads there is called.</param>
/// <param name="NextUrl">Null on the last part.</param>
/// <param name="Next">What leads there is called.</param>
public sealed record ListPagesModel(string? FirstUrl, string First, string? NextUrl, string Next);
