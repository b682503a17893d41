namespace Parley.Screening;

/// <summary>What a site decides about its checks.</summary>
internal sealed record ScreeningSettings
{
    /// <summary>The longest comment, in Unicode characters (code points): a browser counts them as the server does.</summary>
    public int MaxCharacters { get; init; } = 5_000;

    /// <summary>The longest comment in UTF-8. Room for 5,000 characters of Chinese, not for as many emoji.</summary>
    public int MaxBytes { get; init; } = 16_384;

    /// <summary>How many public comments a reader needs before links are published at once; 0 lets all links through.</summary>
    public int CommentsBeforeLinks { get; init; } = 3;

    /// <summary>Words that are refused.</summary>
    public WordList Banned { get; init; } = WordList.Empty;

    /// <summary>Words that a person looks at first.</summary>
    public WordList Suspect { get; init; } = WordList.Empty;
}
