using Microsoft.Extensions.DependencyInjection;
using Parley.Events;
using Parley.Mail;

namespace Parley.Readers;

internal static class ReaderServices
{
    public static void AddReaders(this IServiceCollection services)
    {
        services.AddSingleton(_ => new Passwords());
        services.AddSingleton<AccountStore>();
        services.AddSingleton<ReaderStore>();
        services.AddSingleton<ReaderChoices>();
        services.AddSingleton<SessionStore>();
        services.AddSingleton<EnterSite>();
        services.AddSingleton<SessionDirectory>();
        services.AddSingleton<ReaderDirectory>();
        services.AddSingleton<IMemoryFollower>(provider => provider.GetRequiredService<SessionDirectory>());
        services.AddSingleton<IMemoryFollower>(provider => provider.GetRequiredService<ReaderDirectory>());
        services.AddSingleton<SignUp>();
        services.AddSingleton<SignIn>();
        services.AddSingleton<SignOut>();
        services.AddSingleton<EnterAsGuest>();
        services.AddSingleton<HandToFrame>();
        services.AddSingleton<MakeLinks>();
        services.AddSingleton<OpenLink>();
        services.AddSingleton<SignInPages>();
        services.AddSingleton<ReaderPace>();
        services.AddSingleton<AccountMail>();
        services.AddSingleton<ILetterWriter, SignUpLetter>();
        services.AddSingleton<ILetterWriter, ConfirmLetter>();
        services.AddSingleton<ILetterWriter, ForgottenLetter>();
        services.AddSingleton<ILetterWriter, AddressChangedLetter>();
        services.AddSingleton<ConfirmAddress>();
        services.AddSingleton<AskForPassword>();
        services.AddSingleton<ChangeName>();
        services.AddSingleton<ChangeAccount>();
        services.AddSingleton<AccountPages>();
    }
}
