namespace Parley.Mail;

/// <summary>Writes the letters of one kind when they go out.</summary>
internal interface ILetterWriter
{
    /// <summary>The kind, as it stands in the database.</summary>
    string Kind { get; }

    /// <returns>The letter; null where there is nobody to write to, which whoever asked for it never learns.</returns>
    Task<Letter?> WriteAsync(Wanted wanted, CancellationToken cancel);
}

/// <summary>A letter as it was asked for.</summary>
/// <param name="Address">The e-mail address that it goes to.</param>
/// <param name="Content">What its writer needs, as JSON.</param>
/// <param name="Tries">How often it was tried, with the try that is going on.</param>
internal sealed record Wanted(SiteId Site, Guid Id, string Kind, string Address, string Content, int Tries)
{
    // It would stand in a log otherwise.
    public override string ToString() => $"a letter of kind {Kind}";
}
