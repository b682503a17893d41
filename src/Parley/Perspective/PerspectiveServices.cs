using Microsoft.Extensions.DependencyInjection;
using Parley.Events;

namespace Parley.Perspective;

internal static class PerspectiveServices
{
    public static void AddPerspective(this IServiceCollection services)
    {
        services.AddSingleton<TextModelChooser>();
        services.AddSingleton<AnalyzeComment>();
        services.AddSingleton<ScoreTexts>();
        services.AddSingleton<ScoringKeyStore>();
        services.AddSingleton<ScoringKeyDirectory>();
        services.AddSingleton<IMemoryFollower>(provider => provider.GetRequiredService<ScoringKeyDirectory>());
        services.AddSingleton<KeyQuota>();
        services.AddSingleton<ScoringCallers>();
        services.AddSingleton<ScoreLabelStore>();
        services.AddSingleton<IKeptForATime>(provider => provider.GetRequiredService<ScoreLabelStore>());
        services.AddSingleton<SuggestScore>();
    }
}
