using Insights.Functions;
using Insights.Functions.Access;
using Insights.Functions.Http;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.UseMiddleware<RequestMiddleware>();
builder.UseMiddleware<AccessMiddleware>();
builder.Services.AddInsights(builder.Configuration);
await builder.Build().RunAsync();
