using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Parley.Comments;
using Parley.Events;
using Parley.Storage;

namespace Parley;

/// <summary>The first of the two doors: <c>services.AddParley()</c>.</summary>
public static class ParleyServices
{
    /// <summary>
    /// Adds Parley to a program. It registers types of its own only: no authentication scheme, no options of the host's, no
    /// middleware but the fast lane for its own pages.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Sets options; may be null.</param>
    public static ParleyBuilder AddParley(this IServiceCollection services, Action<ParleyOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var options = services.AddOptions<ParleyOptions>();
        if (configure is not null)
            options.Configure(configure);

#pragma warning disable RS0030 // The one place that takes the machine's clock.
        services.TryAddSingleton(TimeProvider.System);
#pragma warning restore RS0030
        services.AddSingleton<Ids>();
        services.AddSingleton<Database>();
        services.AddSingleton<EventLog>();
        services.AddSingleton<EventPump>();
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<EventPump>());
        services.AddSingleton<ITableFollower, AuthoredIndex>();
        services.AddSingleton<CommentStore>();
        return new ParleyBuilder(services);
    }
}
