using Parley.Scoring;
using Xunit;

namespace Parley.Tests.Scoring;

/// <summary>An operator who gives a wrong file learns what is wrong with it.</summary>
public sealed class ModelFileTests
{
    private static readonly byte[] Whole = ModelFile.Write("""{"name":"x"}""", [("one", [1, 2, 3]), ("two", new byte[70])]);

    [Fact]
    public void A_file_is_read_as_it_was_written() => Assert.Null(Complaint(Whole));

    [Fact]
    public void A_file_that_was_cut_is_refused() =>
        Assert.Contains("was cut", Complaint(Whole[..^40]), StringComparison.Ordinal);

    [Fact]
    public void A_file_of_another_format_is_refused()
    {
        byte[] other = [.. Whole];
        other[8]++;

        Assert.Contains("format 2", Complaint(other), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("PARLEY")]
    [InlineData("This is a letter and no model, whatever its name says.")]
    public void What_is_no_model_is_refused(string content) =>
        Assert.Contains("no model", Complaint(System.Text.Encoding.UTF8.GetBytes(content)), StringComparison.Ordinal);

    [Fact]
    public void A_section_that_leads_beyond_the_end_is_refused()
    {
        byte[] other = [.. Whole];
        other[32 + 8 + 2] = 0xFF;

        Assert.Contains("beyond its end", Complaint(other), StringComparison.Ordinal);
    }

    [Fact]
    public void A_section_whose_place_is_beyond_all_numbers_is_refused()
    {
        byte[] other = [.. Whole];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64LittleEndian(other.AsSpan(32 + 8), long.MaxValue - 1);

        Assert.Contains("beyond its end", Complaint(other), StringComparison.Ordinal);
    }

    private static unsafe string? Complaint(byte[] file)
    {
        try
        {
            fixed (byte* data = file.Length == 0 ? new byte[1] : file)
                _ = new ModelFile(data, file.Length);
            return null;
        }
        catch (InvalidDataException error)
        {
            return error.Message;
        }
    }
}
