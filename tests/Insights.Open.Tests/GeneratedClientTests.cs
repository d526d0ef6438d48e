using System.Text.Json.Nodes;
using Insights.Functions.Tests.App;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NJsonSchema.CodeGeneration.CSharp;
using NSwag;
using NSwag.CodeGeneration.CSharp;
using Xunit;

namespace Insights.Open.Tests;

/// <summary>A client that a generator makes of the document compiles, and reads the demo.</summary>
[Collection(DemoCollection.Name)]
public sealed class GeneratedClientTests(Demo demo)
{
    // What a user of the client writes: it compiles only when the operations, their parameters and the fields of the answers are as here.
    private const string User = """
        using System;
        using System.Linq;
        using System.Net.Http;
        using System.Threading.Tasks;

        public static class User
        {
            public static async Task<string> ReadAsync(HttpClient http)
            {
                var client = new Generated.InsightsClient(http);
                var (start, end) = (new DateTimeOffset(2026, 11, 11, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 11, 18, 0, 0, 0, TimeSpan.Zero));
                var templates = await client.TemplatesAsync();
                var one = new[] { templates.First().Id };
                var report = (await client.TemplateInsightsAsync(start_time: start, end_time: end)).Report;
                var activity = (await client.UserActivityInsightsAsync(start_time: start, end_time: end, template_ids: one, names: true)).Report;
                var daus = await client.TemplateDailyActiveUsersAsync(template: one[0], tz_offset: 2);
                return $"{templates.Count} {report.Active_users} {report.Apps_usage.Sum(app => app.Seconds)} {activity.Users.Sum(user => user.Seconds)} {daus.Entries.Sum(day => day.Amount)}";
            }

            public static async Task<string> FailAsync(HttpClient http)
            {
                try
                {
                    await new Generated.InsightsClient(http).TemplateDailyActiveUsersAsync(template: Guid.NewGuid(), tz_offset: 20);
                    return "nothing";
                }
                catch (Generated.ApiException<Generated.ApiError> refused)
                {
                    return refused.Result.Validations.Single().Field;
                }
            }
        }
        """;

    private static readonly Lazy<Task<Type>> Compiled = new(CompileAsync);

    [Fact]
    public async Task It_reads_what_the_service_answers()
    {
        const string Period = "start_time=2026-11-11T00:00:00Z&end_time=2026-11-18T00:00:00Z";
        var templates = (await demo.App.GetAsync("/api/v2/templates")).AsArray();
        var first = templates[0]!["id"];
        var report = (await demo.App.GetAsync($"/api/v2/insights/templates?{Period}"))["report"]!;
        var activity = (await demo.App.GetAsync($"/api/v2/insights/user-activity?{Period}&template_ids={first}"))["report"]!;
        var daus = await demo.App.GetAsync($"/api/v2/templates/{first}/daus?tz_offset=2");

        Assert.Equal(
            $"{templates.Count} {report["active_users"]} {Sum(report["apps_usage"], "seconds")} {Sum(activity["users"], "seconds")} {Sum(daus["entries"], "amount")}",
            await CallAsync("ReadAsync"));
    }

    [Fact]
    public async Task It_reads_what_was_wrong() => Assert.Equal("tz_offset", await CallAsync("FailAsync"));

    private static long Sum(JsonNode? items, string field) => items!.AsArray().Sum(item => item![field]!.GetValue<long>());

    private async Task<string> CallAsync(string method) => await (Task<string>)(await Compiled.Value).GetMethod(method)!.Invoke(null, [demo.App.Http])!;

    private static async Task<Type> CompileAsync()
    {
        var document = await OpenApiDocument.FromJsonAsync(DescribedApi.Document.ToJsonString());
        var generator = new CSharpClientGenerator(document, new CSharpClientGeneratorSettings
        {
            ClassName = "InsightsClient",
            UseBaseUrl = false,
            GenerateOptionalParameters = true,

            // Times with their offset: without one, which is its default, they are no times of RFC 3339.
            ParameterDateTimeFormat = "o",
            CSharpGeneratorSettings = { Namespace = "Generated", JsonLibrary = CSharpJsonLibrary.SystemTextJson },
        });
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            "Generated",
            new[] { generator.GenerateFile(), User }.Select(source => CSharpSyntaxTree.ParseText(source, cancellationToken: TestContext.Current.CancellationToken)),
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var assembly = new MemoryStream();
        var result = compilation.Emit(assembly, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Where(one => one.Severity == DiagnosticSeverity.Error).Take(10)));
        return System.Reflection.Assembly.Load(assembly.ToArray()).GetType("User")!;
    }
}
