namespace Parley.Storage;

/// <summary>Something that a transaction says it has changed. It is told to this process after the commit, and never if it was undone.</summary>
internal abstract record Change;
