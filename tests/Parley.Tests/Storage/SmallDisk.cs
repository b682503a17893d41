using System.Diagnostics;
using Xunit;

namespace Parley.Tests.Storage;

/// <summary>A file system in memory with room for a few megabytes.</summary>
internal sealed class SmallDisk : IDisposable
{
    private SmallDisk(string path) => Path = path;

    public string Path { get; }

    /// <summary>Mounts one, which only root may: skips the test where it cannot be done.</summary>
    public static SmallDisk Mount(int megabytes)
    {
        var path = Directory.CreateTempSubdirectory("parley-disk-").FullName;
        if (!Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", path))
        {
            Directory.Delete(path);
            Assert.Skip("A small disk cannot be mounted here: that takes root on Linux");
        }

        return new SmallDisk(path);
    }

    public void Dispose()
    {
        // Lazily: the last reader's connection may still be closing.
        Run("umount", "-l", Path);
        Directory.Delete(Path, recursive: true);
    }

    internal static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true }
            )!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
