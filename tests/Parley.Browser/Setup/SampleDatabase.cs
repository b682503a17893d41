using Microsoft.Data.Sqlite;
using Parley.Server.Sample;
using Parley.Tests.Setup;

namespace Parley.Browser.Setup;

/// <summary>A database with the sample site in it, made once: every test has a copy, which takes a hundredth of the time.</summary>
internal static class SampleDatabase
{
    private static readonly Lazy<Task<byte[]>> Made = new(MakeAsync);

    /// <summary>Puts a copy into a folder.</summary>
    public static async Task<TestDatabase> CopyToAsync(DirectoryInfo folder)
    {
        var file = Path.Combine(folder.FullName, "parley.db");
        await File.WriteAllBytesAsync(file, await Made.Value);
        return TestDatabase.OfFile(file);
    }

    private static async Task<byte[]> MakeAsync()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using (var app = TestProgram.On(database).Build())
            await SampleSite.AddIfEmptyAsync(app.Services, default);

        await DatabaseTemplate.GatherAsync(database.ConnectionString);
        return await File.ReadAllBytesAsync(new SqliteConnectionStringBuilder(database.ConnectionString).DataSource);
    }
}
