using Parley.Hooks;

namespace Parley;

internal static partial class Problems
{
    public static readonly Problem HookNotFound = new("hook-not-found", 404);

    /// <summary>Someone else changed the hook since it was read.</summary>
    public static readonly Problem HookChanged = new("hook-changed", 409);
    public static readonly Problem HooksTooMany = new("hooks-too-many", 409) { Arguments = Blanks(("most", Hook.Most)) };
    public static readonly Problem HookNameInvalid = new("hook-name-invalid", 422)
    {
        Field = "name",
        Arguments = Blanks(("most", Hook.LongestName)),
    };
    public static readonly Problem HookLimitInvalid = new("hook-limit-invalid", 422)
    {
        Field = "limitMs",
        Arguments = Blanks(("least", Hook.LeastLimit), ("most", Hook.MostLimit)),
    };
    public static readonly Problem HookPlaceInvalid = new("hook-place-invalid", 422)
    {
        Field = "place",
        Arguments = Blanks(("most", Hook.Most)),
    };

    /// <summary>No key was typed for the host that is asked.</summary>
    public static readonly Problem HookKeyMissing = new("hook-key-missing", 422) { Field = "key" };

    /// <summary>A key that the service does not know, or that can be none.</summary>
    public static readonly Problem HookKeyInvalid = new("hook-key-invalid", 422) { Field = "key" };

    /// <summary>The service did not say whether it knows the key.</summary>
    public static readonly Problem HookKeyUnconfirmed = new("hook-key-unconfirmed", 422) { Field = "url" };

    /// <summary>Nobody can mend that a service says nothing.</summary>
    public static readonly Problem HookSilenceInvalid = new("hook-silence-invalid", 422) { Field = "silence" };
}
