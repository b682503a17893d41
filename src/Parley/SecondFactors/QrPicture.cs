using System.Globalization;
using System.Text;
using QRCoder;

namespace Parley.SecondFactors;

/// <summary>A picture for a telephone's camera, as one path: nothing that a strict content policy refuses.</summary>
internal static class QrPicture
{
    /// <returns>How many squares a side has, and the path that fills them.</returns>
    public static (int Side, string Path) Draw(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var path = new StringBuilder();
        for (var y = 0; y < data.ModuleMatrix.Count; y++)
        for (var x = 0; x < data.ModuleMatrix[y].Count; x++)
        {
            if (data.ModuleMatrix[y][x])
                path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
        }

        return (data.ModuleMatrix.Count, path.ToString());
    }
}
