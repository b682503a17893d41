using System.Text.Json;
using System.Text.Json.Nodes;
using Parley.Browser.Setup;
using Xunit;

namespace Parley.Browser.Pages;

/// <summary>The page on which the interface can be tried.</summary>
public sealed class ApiPageTests(Chromium chromium)
{
    [Fact]
    public async Task Every_operation_has_a_form_and_what_stands_in_it_can_be_sent()
    {
        await using var talk = await Talk.StartAsync();
        await using var reader = await chromium.VisitAsync();
        await reader.Page.GotoAsync($"{talk.Origin}/openapi");
        var forms = reader.Page.Locator("parley-api details");
        await forms.First.WaitForAsync();
        var described = JsonNode.Parse(
            await reader.Page.EvaluateAsync<string>("fetch('/openapi/v1.json').then((one) => one.text())")
        )!;
        Assert.Equal(
            described["paths"]!.AsObject().Sum(path => path.Value!.AsObject().Count(one => one.Key != "head")),
            await forms.CountAsync()
        );

        await OpenAsync("GET /api/v1/sites/{site}/stories");
        await reader.Page.Locator("details[open] input[name=site]").FillAsync("fenmoor");
        Assert.StartsWith("200", await SendAsync(), StringComparison.Ordinal);

        // What is sent as a form is sent as JSON here.
        await OpenAsync("POST /api/v1/counts");
        Assert.Equal("""{"counts":[]}""", (await SendAsync()).Split('\n', 2)[1].Trim());

        // Numbers, yes and no, and what need not be said stand there as what they are.
        await OpenAsync("PUT /api/v1/sites/{site}/moderation/policies/{scope}");
        var body = await reader.Page.Locator("details[open] textarea").InputValueAsync();
        Assert.DoesNotContain("\"\"", body, StringComparison.Ordinal);
        Assert.NotEqual(JsonValueKind.Undefined, JsonDocument.Parse(body).RootElement.ValueKind);
        await reader.AssertAccessibleAsync();

        async Task OpenAsync(string name)
        {
            await reader.Page.EvaluateAsync("document.querySelectorAll('details[open]').forEach((one) => (one.open = false))");
            await forms
                .Filter(new() { Has = reader.Page.GetByText(name, new() { Exact = true }) })
                .Locator("summary")
                .ClickAsync();
        }

        async Task<string> SendAsync()
        {
            await reader.Page.Locator("details[open] button").ClickAsync();
            var output = reader.Page.Locator("details[open] pre:not(:empty)");
            return await output.InnerTextAsync();
        }
    }
}
