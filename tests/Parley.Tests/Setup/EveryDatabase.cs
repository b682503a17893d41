using System.Collections;
using Xunit;

namespace Parley.Tests.Setup;

/// <summary>
/// A theory's data: the name of each engine. An engine that is not here shows as skipped with its reason, never as absent.
/// </summary>
/// <example><c>[Theory, ClassData(typeof(EveryDatabase))]</c></example>
public sealed class EveryDatabase : IEnumerable<ITheoryDataRow>
{
    public const string Sqlite = "sqlite";
    public const string Postgres = "postgres";

    public IEnumerator<ITheoryDataRow> GetEnumerator()
    {
        yield return new TheoryDataRow<string>(Sqlite);
        yield return new TheoryDataRow<string>(Postgres) { Skip = TestPostgres.Absence };
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
