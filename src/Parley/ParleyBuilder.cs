using Microsoft.Extensions.DependencyInjection;

namespace Parley;

/// <summary>What <c>AddParley()</c> gives: where an engine is chosen.</summary>
public sealed class ParleyBuilder
{
    internal ParleyBuilder(IServiceCollection services) => Services = services;

    /// <summary>The host's services, for the engines' packages.</summary>
    public IServiceCollection Services { get; }
}
