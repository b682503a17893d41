using Microsoft.Extensions.DependencyInjection;

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
    }
}
