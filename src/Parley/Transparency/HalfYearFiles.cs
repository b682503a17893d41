using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Parley.Http;
using Parley.Reasons;
using Parley.Sites;

namespace Parley.Transparency;

/// <summary>
/// The files of half a year: the figures, and each statement as the Commission's database takes it, a hundred to a file, as it takes them at
/// once. Only where the site has switched that on.
/// </summary>
internal sealed class HalfYearFiles(FigureStore store, ClientFacts clients)
{
    private const int ToAFile = 100;

    /// <summary>The sums of half a year.</summary>
    public Task<Figures> CountAsync(Site site, HalfYear half, CancellationToken cancel) =>
        ReadAsync(site, half, _ => Task.CompletedTask, cancel);

    /// <summary>All files in one, for a browser.</summary>
    public async Task<byte[]> ZipAsync(Site site, HalfYear half, CancellationToken cancel)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            await WriteAsync(
                site,
                half,
                async (name, content) =>
                {
                    using var entry = zip.CreateEntry(name).Open();
                    await entry.WriteAsync(content, cancel);
                },
                cancel
            );
        return bytes.ToArray();
    }

    /// <summary>Writes the files, one after the other.</summary>
    /// <returns>How many statements there are.</returns>
    public async Task<int> WriteAsync(Site site, HalfYear half, Func<string, byte[], Task> write, CancellationToken cancel)
    {
        var (waiting, files, count) = (new List<TransparencyRecord>(), 0, 0);
        var figures = await ReadAsync(
            site,
            half,
            async record =>
            {
                count++;
                waiting.Add(record);
                if (waiting.Count == ToAFile)
                    await FlushAsync();
            },
            cancel
        );
        await FlushAsync();
        await write("figures.csv", Encoding.UTF8.GetBytes(figures.ToCsv()));
        return count;

        async Task FlushAsync()
        {
            if (waiting.Count == 0)
                return;
            files++;
            var json = JsonSerializer.SerializeToUtf8Bytes(new StatementFile(waiting), StatementFileJson.Default.StatementFile);
            await write($"statements-{files:0000}.json", json);
            waiting.Clear();
        }
    }

    private async Task<Figures> ReadAsync(
        Site site,
        HalfYear half,
        Func<TransparencyRecord, Task> take,
        CancellationToken cancel
    )
    {
        var (words, span, figures) = (Words.For(site.Language), half.In(site), new Figures());
        Statement? last = null;
        while (await store.ListStatementsAsync(site.Id, span, last, cancel) is { Count: > 0 } some)
        {
            foreach (var statement in some)
            {
                // What an authority ordered is no decision of the house: the database does not take it (Article 17(5)). It counts among the
                // orders, and among what was taken down.
                if (statement.Origin == Origin.Order)
                {
                    figures.AddOrdered(statement);
                    continue;
                }

                var ruleUrl = statement.Cited is { } cited ? clients.PublicHome?.Absolute($"/{site.Name}{cited.Path}") : null;
                var record = TransparencyRecord.Of(statement, words, ruleUrl);
                figures.Add(statement, record);
                await take(record);
            }

            last = some[^1];
        }

        foreach (var line in await store.CountAsync(site.Id, span, cancel))
            figures.Add(line);
        return figures;
    }
}

/// <summary>As the Commission's database takes many statements at once.</summary>
internal sealed record StatementFile(IReadOnlyList<TransparencyRecord> Statements);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(StatementFile))]
internal sealed partial class StatementFileJson : JsonSerializerContext;
