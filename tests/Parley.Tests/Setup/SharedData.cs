using Xunit;

namespace Parley.Tests.Setup;

/// <summary>
/// The large test material that is kept beside the repository, not in it: attack corpora, real exports, reported cases.
/// </summary>
internal static class SharedData
{
    /// <summary>The reason that <c>./test</c> accepts for a skipped test; it must stay the beginning of ours.</summary>
    private const string Absent = "Shared data is not here";

    /// <summary>
    /// The path of a file or folder below <c>shared/data</c>, which lies in the repository's folder or in any above it.
    /// Skips the test where there is no shared data at all; a name that is missing from it is a failure, since a
    /// misspelt name would otherwise be skipped for ever.
    /// </summary>
    public static string Find(string relative)
    {
        if (Folder is null)
            Assert.Skip($"{Absent}: looked for shared/data/{relative} in {RepositoryRoot.Path} and above");

        var path = Path.Combine(Folder, relative);
        Assert.True(Path.Exists(path), $"There is shared data in {Folder}, but no {relative} in it.");
        return path;
    }

    private static string? Folder { get; } = FindFolder();

    private static string? FindFolder()
    {
        for (var folder = new DirectoryInfo(RepositoryRoot.Path); folder is not null; folder = folder.Parent)
        {
            var data = Path.Combine(folder.FullName, "shared", "data");
            if (Directory.Exists(data))
                return data;
        }
        return null;
    }
}
