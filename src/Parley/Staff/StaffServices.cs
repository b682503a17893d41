using Microsoft.Extensions.DependencyInjection;
using Parley.Mail;

namespace Parley.Staff;

internal static class StaffServices
{
    public static void AddStaff(this IServiceCollection services)
    {
        services.AddSingleton<InvitationStore>();
        services.AddSingleton<StaffStore>();
        services.AddSingleton<InviteStaff>();
        services.AddSingleton<AcceptInvitation>();
        services.AddSingleton<ChangeRole>();
        services.AddSingleton<InvitationPages>();
        services.AddSingleton<ILetterWriter, InvitationLetter>();
    }
}
