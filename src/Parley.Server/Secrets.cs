using Microsoft.AspNetCore.DataProtection;

namespace Parley.Server;

/// <summary>
/// The keys by which the program encrypts what its database keeps and must be read again: in a folder beside the data, for this
/// program's own user alone. Nodes that share a database share the folder too.
/// </summary>
internal static class Secrets
{
    public static IDataProtectionProvider For(Place place)
    {
        var folder = Path.Combine(place.Folder, "keys");
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return DataProtectionProvider.Create(new DirectoryInfo(folder), protection => protection.SetApplicationName("Parley"));
    }
}
