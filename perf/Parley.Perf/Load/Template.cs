using System.Globalization;
using System.Text;

namespace Parley.Perf.Load;

/// <summary>A request whose fresh values are written over in place: nothing is built while the clock runs.</summary>
internal sealed class Template
{
    private static long number;

    private readonly byte[] bytes;
    private readonly List<int> ids;
    private readonly List<int> numbers;

    public Template(string request)
    {
        bytes = Encoding.UTF8.GetBytes(request);
        ids = PlacesOf(LoadOrder.FreshId);
        numbers = PlacesOf(LoadOrder.FreshNumber);
    }

    public ReadOnlyMemory<byte> Next()
    {
        foreach (var place in ids)
            Guid.CreateVersion7().TryFormat(bytes.AsSpan(place), out _);
        foreach (var place in numbers)
            Interlocked.Increment(ref number).TryFormat(bytes.AsSpan(place), out _, "D12", CultureInfo.InvariantCulture);
        return bytes;
    }

    private List<int> PlacesOf(string mark)
    {
        List<int> places = [];
        var wanted = Encoding.ASCII.GetBytes(mark);
        for (var at = 0; bytes.AsSpan(at).IndexOf(wanted) is >= 0 and var next; at += next + wanted.Length)
            places.Add(at + next);
        return places;
    }
}
