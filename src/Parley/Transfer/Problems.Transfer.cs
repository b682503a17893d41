namespace Parley;

/// <summary>Why a file to be imported is refused whole. Lines and columns count from 1.</summary>
internal static partial class Problems
{
    public static Problem ImportIsZip { get; } = new("import-file-is-zip", 400);

    /// <summary>The structure is broken; its owner can mend the place and try again.</summary>
    public static Problem ImportBroken(int line, int column) => At("import-file-broken", line, column);

    /// <summary>The end is missing: a download or a disk gave out.</summary>
    public static Problem ImportCutOff(int line, int column) => At("import-file-cut-off", line, column);

    /// <summary>A document type can name other files and multiply a text a billion times; no export has one.</summary>
    public static Problem ImportHasDocumentType(int line, int column) => At("import-file-has-doctype", line, column);

    /// <summary>Nested, long or numerous beyond anything that the format has a use for.</summary>
    public static Problem ImportTooLarge(int line, int column) =>
        At("import-file-too-large", line, column) with
        {
            Status = 413,
        };

    public static Problem ImportNotDisqus(int line, int column) => At("import-file-not-disqus", line, column);

    /// <summary>Not a text at all.</summary>
    public static Problem ImportNotText(int line) => At("import-file-not-text", line);

    public static Problem ImportEncodingUnknown(string encoding) =>
        new("import-file-encoding", 400) { Arguments = Blanks(("encoding", encoding)) };

    public static Problem PageWithoutHeadline(int line) => At("import-page-no-headline", line);

    public static Problem PageWithoutText(int line) => At("import-page-no-text", line);

    /// <summary>A line stands so that it is part of no comment, or could be part of two.</summary>
    public static Problem PageLineAstray(int line) => At("import-page-line-astray", line);

    public static Problem PageCommentWithoutName(int line) => At("import-page-no-name", line);

    public static Problem PageCommentWithoutWords(int line) => At("import-page-no-words", line);

    private static Problem At(string code, int line) => new(code, 400) { Arguments = Blanks(("line", line)) };

    private static Problem At(string code, int line, int column) =>
        new(code, 400) { Arguments = Blanks(("line", line), ("column", column)) };
}
