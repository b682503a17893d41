using Microsoft.Extensions.DependencyInjection;
using Parley.Events;

namespace Parley.Tokens;

internal static class TokenServices
{
    public static void AddTokens(this IServiceCollection services)
    {
        services.AddSingleton<TokenKeyStore>();
        services.AddSingleton<TokenKeyDirectory>();
        services.AddSingleton<IMemoryFollower>(provider => provider.GetRequiredService<TokenKeyDirectory>());
        services.AddSingleton<TokenIdentities>();
        services.AddSingleton<SignInByToken>();
        services.AddSingleton<CheckToken>();
    }
}
