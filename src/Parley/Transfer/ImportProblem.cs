namespace Parley.Transfer;

/// <summary>Why a file is refused whole. Lines and columns count from 1.</summary>
internal static class ImportProblem
{
    private const int BadRequest = 400;
    private const int TooLarge = 413;

    /// <summary>The structure is broken; its owner can mend the place and try again.</summary>
    public static Problem Broken(int line, int column) => At("import-file-broken", line, column);

    /// <summary>The end is missing: a download or a disk gave out.</summary>
    public static Problem CutOff(int line, int column) => At("import-file-cut-off", line, column);

    /// <summary>A document type can name other files and multiply a text a billion times; no export has one.</summary>
    public static Problem HasDocumentType(int line, int column) => At("import-file-has-doctype", line, column);

    /// <summary>Nested, long or numerous beyond anything that the format has a use for.</summary>
    public static Problem BeyondMeasure(int line, int column) => At("import-file-too-large", line, column) with { Status = TooLarge };

    public static Problem NotDisqus(int line, int column) => At("import-file-not-disqus", line, column);

    /// <summary>Not a text at all.</summary>
    public static Problem NotText(int line) => At("import-file-not-text", line);

    public static Problem IsZip { get; } = new("import-file-is-zip", BadRequest);

    public static Problem EncodingUnknown(string name) =>
        new("import-file-encoding", BadRequest) { Arguments = new Dictionary<string, object> { ["encoding"] = name } };

    public static Problem PageWithoutHeadline { get; } = At("import-page-no-headline", 1);

    public static Problem PageWithoutText(int line) => At("import-page-no-text", line);

    /// <summary>A line stands so that it is part of no comment.</summary>
    public static Problem PageLineAstray(int line) => At("import-page-line-astray", line);

    public static Problem PageCommentWithoutName(int line) => At("import-page-no-name", line);

    public static Problem PageCommentWithoutWords(int line) => At("import-page-no-words", line);

    public static Problem PageAddressRefused(string address) =>
        new("import-page-address", BadRequest) { Arguments = new Dictionary<string, object> { ["address"] = address } };

    private static Problem At(string code, int line, int? column = null)
    {
        var place = new Dictionary<string, object> { ["line"] = line };
        if (column is { } known)
            place["column"] = known;
        return new Problem(code, BadRequest) { Arguments = place };
    }
}
