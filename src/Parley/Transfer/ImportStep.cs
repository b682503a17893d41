namespace Parley.Transfer;

/// <summary>What an import does before it writes.</summary>
internal enum ImportStep
{
    /// <summary>Reads the file, whose bytes are counted as they lie on the disk.</summary>
    Reading,

    /// <summary>Looks which of the file's comments the site has already.</summary>
    Comparing,
}

/// <summary>How far a step of an import has come.</summary>
internal readonly record struct ImportProgress(ImportStep Step, long Done, long All);
