using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Parley.Record;

/// <summary>What is to be added to the record.</summary>
/// <param name="Subject">A comment, a reader, a sanction; null for what is about the site.</param>
/// <param name="Content">Ids, kinds, rules and times, in the order in which they are kept. No words about anybody.</param>
internal sealed record RecordEntry(RecordKind Kind, Guid? Subject, DateTimeOffset At, JsonObject Content)
{
    /// <summary>The words that belong to it; null where there are none.</summary>
    public RecordedWords? Words { get; init; }
}

/// <param name="Reader">Whom they are about: with that account they go.</param>
internal sealed record RecordedWords(Guid Reader, string Text);

/// <summary>A row of the record, as it is kept.</summary>
/// <param name="Seal">The hash of the words that belong to it, with their salt.</param>
/// <param name="Hash">As it is kept: whether it is right is another question.</param>
internal sealed record RecordLine(
    long Number,
    RecordKind Kind,
    Guid? Subject,
    DateTimeOffset At,
    string Content,
    string? Seal,
    string Hash
)
{
    /// <summary>The hash before the first row.</summary>
    public static readonly string Beginning = new('0', 64);

    /// <summary>
    /// The hash that this row must have behind another. Every part but the last is of letters and digits alone, so that no two rows
    /// are the same text.
    /// </summary>
    public string HashAfter(string before, SiteId site) =>
        Hashed(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{before}\n{site.Value}\n{Number}\n{(int)Kind}\n{Subject:N}\n{At.ToMicros()}\n{Seal}\n{Content}"
            )
        );

    /// <summary>What stands in a row for words that are kept beside it.</summary>
    public static string SealOf(string salt, string words) => Hashed(salt + "\n" + words);

    private static string Hashed(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
