using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.OpenApi;

namespace Parley.Web;

/// <summary>
/// Describes the interface, from its endpoints, over services of our own: a host's JSON settings would otherwise be described in
/// place of ours, and its own document would change.
/// </summary>
internal sealed class OpenApiDocument(EndpointDataSource endpoints, IHostEnvironment environment)
{
    private const string Name = "parley";

    private byte[]? made;

    /// <summary>The document as JSON, made at the first question.</summary>
    public async ValueTask<byte[]> FindAsync(CancellationToken cancel)
    {
        if (made is { } known)
            return known;
        await using var services = Services();
        var provider = services.GetRequiredKeyedService<IOpenApiDocumentProvider>(Name);
        var document = await provider.GetOpenApiDocumentAsync(cancel);
        using var text = new StringWriter();
        document.SerializeAsV31(new OpenApiJsonWriter(text));
        return made = Encoding.UTF8.GetBytes(text.ToString());
    }

    private ServiceProvider Services()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddRouting();
        services.AddSingleton(endpoints);
        services.AddSingleton(environment);
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
            foreach (var converter in Json.Options().Converters)
                options.SerializerOptions.Converters.Add(converter);
        });
        services.AddOpenApi(
            Name,
            options =>
            {
                // Two answers may have one short name in two folders: the second is called by its folder, too, or they would be taken for one.
                var named = new ConcurrentDictionary<string, Type>(StringComparer.Ordinal);
                options.CreateSchemaReferenceId = json =>
                    OpenApiOptions.CreateDefaultSchemaReferenceId(json) is { } name
                        ? named.GetOrAdd(name, json.Type) == json.Type
                            ? name
                            : json.Type.Namespace!.Split('.')[^1] + name
                        : null;
                options.ShouldInclude = api =>
                    api.ActionDescriptor.EndpointMetadata.OfType<ApiEndpoint>().Any() && api.HttpMethod is not null;
                options.AddDocumentTransformer(
                    (document, _, _) =>
                    {
                        document.Info = new OpenApiInfo
                        {
                            Title = "Parley",
                            Version = "v1",
                            Description =
                                "What readers, moderators and the newsroom do on the pages. A refusal is a problem document (RFC 9457) whose code never changes. "
                                + "Signing in gives a cookie; without one only what is public is answered.",
                        };
                        // Where it was read, whoever read it first. Paths in it hold the prefix already.
                        document.Servers = [new OpenApiServer { Url = "/" }];
                        return Task.CompletedTask;
                    }
                );
            }
        );
        return services.BuildServiceProvider();
    }
}
