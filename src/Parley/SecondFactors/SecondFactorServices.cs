using Microsoft.Extensions.DependencyInjection;
using Parley.Mail;
using Parley.Readers;

namespace Parley.SecondFactors;

internal static class SecondFactorServices
{
    public static void AddSecondFactors(this IServiceCollection services)
    {
        services.AddSingleton<KeptSecrets>();
        services.AddSingleton<SecondFactorStore>();
        services.AddSingleton<Passkeys>();
        services.AddSingleton<PassSecondFactor>();
        services.AddSingleton<ChangeFactors>();
        services.AddSingleton<SecondFactorPages>();
        foreach (var kind in new[] { FactorsLetter.Added, FactorsLetter.Removed, FactorsLetter.Renewed })
            services.AddSingleton<ILetterWriter>(of => new FactorsLetter(of.GetRequiredService<AccountMail>(), kind));
    }
}
