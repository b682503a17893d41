using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Components.Web.HtmlRendering;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Parley.Views;

namespace Parley;

/// <summary>
/// Draws pages and parts of them, in any host: over services of our own, since a host need not have Razor components,
/// and may have given its encoder other settings.
/// </summary>
internal static class Page
{
    private static readonly ServiceProvider Services = new ServiceCollection()
        // The default one turns each Hebrew or Arabic letter into a reference: seven bytes for two.
        .AddSingleton(HtmlEncoder.Create(UnicodeRanges.All))
        .BuildServiceProvider();

    /// <summary>The HTML of a view, in the given words, as text.</summary>
    public static Task<string> RenderAsync<TView, TModel>(Words words, TModel model)
        where TView : View<TModel> => DrawAsync<TView, TModel, string>(words, model, drawn => drawn.ToHtmlString());

    /// <summary>The HTML of a view, in the given words, as it goes over the wire: UTF-8.</summary>
    public static Task<byte[]> RenderBytesAsync<TView, TModel>(Words words, TModel model)
        where TView : View<TModel> => DrawAsync<TView, TModel, byte[]>(words, model, ToBytes);

    private static async Task<TResult> DrawAsync<TView, TModel, TResult>(
        Words words,
        TModel model,
        Func<HtmlRootComponent, TResult> take
    )
        where TView : View<TModel>
    {
        // A new one for each page: one that is kept grows with every page it has drawn.
        await using var renderer = new HtmlRenderer(Services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
            take(await renderer.RenderComponentAsync<CascadingValue<Words>>(Said<TView, TModel>(words, model)))
        );
    }

    private static ParameterView Said<TView, TModel>(Words words, TModel model)
        where TView : View<TModel>
    {
        RenderFragment view = builder =>
        {
            builder.OpenComponent<TView>(0);
            builder.AddComponentParameter(1, nameof(View<>.Model), model);
            builder.CloseComponent();
        };
        return ParameterView.FromDictionary(
            new Dictionary<string, object?>
            {
                [nameof(CascadingValue<>.Value)] = words,
                [nameof(CascadingValue<>.IsFixed)] = true,
                [nameof(CascadingValue<>.ChildContent)] = view,
            }
        );
    }

    private static byte[] ToBytes(HtmlRootComponent drawn)
    {
        using var bytes = new MemoryStream();
        using (var writer = new StreamWriter(bytes, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)))
            drawn.WriteHtmlTo(writer);
        return bytes.ToArray();
    }
}
