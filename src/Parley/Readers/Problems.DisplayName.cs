using Parley.Readers;

namespace Parley;

internal static partial class Problems
{
    public static readonly Problem NameEmpty = Name("name-empty");
    public static readonly Problem NameTooShort = Name("name-too-short", ("least", DisplayName.MinLength));
    public static readonly Problem NameTooLong = Name("name-too-long", ("most", DisplayName.MaxLength));
    public static readonly Problem NameHasControlCharacters = Name("name-has-control-characters");
    public static readonly Problem NameHasTooManyMarks = Name("name-has-too-many-marks");
    public static readonly Problem NameMixesAlphabets = Name("name-mixes-alphabets");
    public static readonly Problem NameIsReserved = Name("name-is-reserved");

    /// <summary>Another reader of the site has a name with this skeleton; only the store can tell.</summary>
    public static readonly Problem NameTaken = new("name-taken", 409) { Field = "name" };

    private static Problem Name(string code, params (string Name, object Value)[] blanks) =>
        new(code, 422) { Field = "name", Arguments = Blanks(blanks) };
}
