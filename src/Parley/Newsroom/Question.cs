namespace Parley.Newsroom;

/// <summary>What the newsroom asks at the top of a thread.</summary>
/// <param name="Source">As it was written; empty where it was taken away.</param>
/// <param name="By">Who of the staff set it, by the name that they have now. For staff alone.</param>
internal sealed record Question(int Number, string Source, string Html, string By, DateTimeOffset At);
