using Parley.Tests.Access;
using Parley.Tests.Doors;
using Parley.Tests.Notifications;
using Parley.Tests.OwnModel;
using Parley.Tests.Reading;
using Parley.Tests.Server;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(Parley.Tests.LongestFirst))]

namespace Parley.Tests;

/// <summary>
/// Begins with the classes that take longest, one of which would otherwise keep a single core busy when all others are done; the rest as
/// it comes.
/// </summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long =
    [
        .. new[]
        {
            typeof(TextTests),
            typeof(PagingTests),
            typeof(ImportCommandTests),
            typeof(AccessMatrixTests),
            typeof(KeyCommandTests),
            typeof(CommandTests),
            typeof(KilledImportTests),
            typeof(LogTests),
            typeof(KilledMigrationTests),
            typeof(HostileImportTests),
            typeof(JsonTests),
            typeof(StartTests),
            typeof(NotificationCaseTests),
            typeof(OwnModelTests),
            typeof(ProgressTests),
            typeof(LearnCommandTests),
            typeof(EmbeddingTests),
        }.Select(type => type.FullName!),
    ];

    /// <inheritdoc/>
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(
        IReadOnlyCollection<TTestCollection> testCollections
    )
        where TTestCollection : ITestCollection =>
        [
            .. DefaultTestCollectionOrderer
                .Instance.OrderTestCollections(testCollections)
                .OrderBy(collection => PlaceOf(collection)),
        ];

    private static int PlaceOf(ITestCollection collection)
    {
        var place = Array.FindIndex(
            Long,
            name => collection.TestCollectionDisplayName.Contains(name, StringComparison.Ordinal)
        );
        return place < 0 ? Long.Length : place;
    }
}
