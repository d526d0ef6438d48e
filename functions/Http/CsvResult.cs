using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Insights.Functions.Http;

/// <summary>
/// Answers with a CSV file, record by record as they are made: a file of any size needs the memory of a few records. Records are
/// made synchronously, from what was read before the answer began, so that what fails still fails with an error.
/// </summary>
/// <param name="fileName">The file's name.</param>
/// <param name="records">The records, the header first; all have as many fields.</param>
/// <param name="marked">Whether it begins with a byte order mark, without which Excel takes UTF-8 for something else.</param>
internal sealed class CsvResult(string fileName, IEnumerable<IReadOnlyList<CsvField>> records, bool marked) : IResult
{
    private const int FlushLength = 16 * 1024;

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "text/csv; charset=utf-8; header=present";
        response.Headers.ContentDisposition = $"attachment; filename=\"{fileName}\"";
        return ClosedRequest.WriteAsync(httpContext, cancel => WriteAsync(httpContext, cancel));
    }

    private async Task WriteAsync(HttpContext http, CancellationToken cancel)
    {
        var stream = AcceptedEncoding.Compress(http);
        await using (stream)
        {
            await WriteAsync(stream is null ? http.Response.BodyWriter : PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true)), cancel);
        }
    }

    private async Task WriteAsync(PipeWriter output, CancellationToken cancel)
    {
        if (marked)
        {
            output.Write(Encoding.UTF8.Preamble);
        }

        foreach (var record in records)
        {
            Write(output, record);
            if (output.UnflushedBytes >= FlushLength)
            {
                await output.FlushAsync(cancel);
            }
        }

        await output.FlushAsync(cancel);
    }

    private static void Write(PipeWriter output, IReadOnlyList<CsvField> record)
    {
        for (var index = 0; index < record.Count; index++)
        {
            Encoding.UTF8.GetBytes((index == 0 ? "" : ",") + record[index].Written, output);
        }

        Encoding.UTF8.GetBytes("\r\n", output);
    }
}
