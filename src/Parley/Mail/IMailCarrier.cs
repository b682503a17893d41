using MimeKit;

namespace Parley.Mail;

/// <summary>Takes letters out of the house.</summary>
internal interface IMailCarrier
{
    /// <summary>Whether letters reach people: a folder's do not.</summary>
    bool ReachesPeople { get; }

    /// <summary>Hands a letter over. An error means that it is tried again.</summary>
    Task CarryAsync(MimeMessage message, CancellationToken cancel);
}
