using System.Globalization;
using MimeKit;

namespace Parley.Mail;

/// <summary>Puts letters into a folder while no server is set up, so that whoever tries Parley can read them.</summary>
internal sealed class MailFolder(string folder) : IMailCarrier
{
    public bool ReachesPeople => false;

    public async Task CarryAsync(MimeMessage message, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        var name = string.Create(
            CultureInfo.InvariantCulture,
            $"{message.Date.UtcDateTime:yyyyMMdd-HHmmss}-{message.MessageId!.Split('@')[0]}.eml"
        );
        // Whoever waits for the file must not find half of it.
        var unfinished = Path.Combine(folder, name + ".part");
        await using (var file = File.Create(unfinished))
            await message.WriteToAsync(file, cancel);
        File.Move(unfinished, Path.Combine(folder, name), overwrite: true);
    }
}
