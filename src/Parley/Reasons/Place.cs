namespace Parley.Reasons;

/// <summary>Where in a text as it was written something stands.</summary>
/// <param name="Start">UTF-16 units before it.</param>
/// <param name="Length">UTF-16 units in it.</param>
internal readonly record struct Place(int Start, int Length)
{
    /// <summary>The words that stand there.</summary>
    public string In(string source) => source.Substring(Start, Length);
}
