using Microsoft.Extensions.Primitives;

namespace Parley.Perf.Floors;

/// <summary>
/// The floor of reading: bare Kestrel that answers every request with the same ready bytes and the same headers as the page
/// it is compared with. No routing, no middleware, no log: nothing that serves these bytes with this server can be quicker.
/// </summary>
internal static class PageFloor
{
    /// <param name="file">A kept <see cref="CapturedAnswer"/>.</param>
    public static async Task<int> RunAsync(string file)
    {
        var answer = CapturedAnswer.Read(file);
        var headers = answer.OwnHeaders.Select(x => KeyValuePair.Create(x.Key, new StringValues(x.Value))).ToArray();
        return await BareKestrel.RunAsync(async http =>
        {
            var response = http.Response;
            response.StatusCode = answer.Status;
            foreach (var header in headers)
                response.Headers[header.Key] = header.Value;
            response.ContentLength = answer.Body.Length;
            await response.BodyWriter.WriteAsync(answer.Body);
        });
    }
}
