namespace Parley.Tests.Setup;

/// <summary>Where the sources lie, for tests that read them.</summary>
internal static class RepositoryRoot
{
    /// <summary>The folder that holds <c>parley.slnx</c>.</summary>
    public static string Path { get; } = FindAbove(AppContext.BaseDirectory);

    /// <summary>The full path of a file or folder of the repository, named from its root with slashes.</summary>
    public static string At(string relative) => System.IO.Path.Combine(Path, relative);

    private static string FindAbove(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "parley.slnx")))
                return folder.FullName;
        }
        throw new DirectoryNotFoundException(
            $"No parley.slnx in or above {start}: tests run from a build inside the repository."
        );
    }
}
