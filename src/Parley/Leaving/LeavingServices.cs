using Microsoft.Extensions.DependencyInjection;
using Parley.Mail;

namespace Parley.Leaving;

internal static class LeavingServices
{
    public static void AddLeaving(this IServiceCollection services)
    {
        services.AddSingleton<AskToLeave>();
        services.AddSingleton<DeleteAccount>();
        services.AddSingleton<ILetterWriter, LeavingLetter>();
        services.AddHostedService<Leaver>();
    }
}
