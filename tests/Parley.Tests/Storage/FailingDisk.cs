using Xunit;

namespace Parley.Tests.Storage;

/// <summary>A disk that can be made to fail: the system then lets nothing be written to it, not even to files that are open.</summary>
internal sealed class FailingDisk : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("parley-disk-").FullName;

    private string Image => System.IO.Path.Combine(folder, "image");
    public string Path => System.IO.Path.Combine(folder, "disk");

    /// <summary>Mounts one, which only root may: skips the test where it cannot be done.</summary>
    public static FailingDisk Mount()
    {
        var disk = new FailingDisk();
        Directory.CreateDirectory(disk.Path);
        using (var image = File.Create(disk.Image))
            image.SetLength(24 << 20);
        if (SmallDisk.Run("mkfs.ext4", "-q", disk.Image) && SmallDisk.Run("mount", "-o", "loop", disk.Image, disk.Path))
            return disk;
        Directory.Delete(disk.folder, recursive: true);
        Assert.Skip("A small disk cannot be mounted here: that takes root on Linux");
        return disk;
    }

    /// <summary>What the system does when it meets an error: it mounts the disk anew, to be read only.</summary>
    public void Fail() => Assert.True(SmallDisk.Run("mount", "-o", "remount,abort", Path));

    /// <summary>Somebody has looked after it, and all is as it was left.</summary>
    public void Mend()
    {
        Assert.True(SmallDisk.Run("umount", Path));
        Assert.True(SmallDisk.Run("mount", "-o", "loop", Image, Path));
    }

    public void Dispose()
    {
        // Lazily: the last reader's connection may still be closing.
        SmallDisk.Run("umount", "-l", Path);
        Directory.Delete(folder, recursive: true);
    }
}
