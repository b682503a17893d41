using System.Globalization;
using MimeKit;

namespace Parley.Mail;

/// <summary>Puts letters into a folder while no server is set up, so that whoever tries Parley can read them.</summary>
internal sealed class MailFolder(string folder) : IMailCarrier
{
    public bool ReachesPeople => false;

    public async Task CarryAsync(MimeMessage message, CancellationToken cancel)
    {
        // Letters hold links that open doors: for this program's own user alone.
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var name = string.Create(
            CultureInfo.InvariantCulture,
            $"{message.Date.UtcDateTime:yyyyMMdd-HHmmss}-{message.MessageId!.Split('@')[0]}.eml"
        );
        // Whoever waits for the file must not find half of it.
        var unfinished = Path.Combine(folder, name + ".part");
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using (var file = new FileStream(unfinished, options))
            await message.WriteToAsync(file, cancel);
        File.Move(unfinished, Path.Combine(folder, name), overwrite: true);
    }
}
