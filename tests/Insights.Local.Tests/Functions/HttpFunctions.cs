using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Insights.Local.Tests.Functions;

public static class HttpFunctions
{
    [Function("Named")]
    public static IResult Named([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => Results.Text($"Named {request.Method}");

    [Function("Item")]
    public static async Task<IActionResult> Item(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "put", Route = "groups/{group}/items/{id:guid}/{number:int?}")]
        HttpRequest request,
        string group,
        Guid id,
        int? number,
        CancellationToken cancellationToken)
    {
        await Task.Delay(TimeSpan.Zero, cancellationToken);
        return new OkObjectResult($"{request.Method} {group} {id:N} {number ?? 0}");
    }

    [Function("ZPage")]
    public static IResult ZPage([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{*path}")] HttpRequest request, string? path) =>
        Results.Text($"page {path} {request.QueryString}");

    [Function("OrderFirst")]
    public static IResult OrderFirst([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "order/{any}")] HttpRequest request, string any) =>
        Results.Text($"first {any} {request.Method}");

    [Function("orderSecond")]
    public static IResult OrderSecond([HttpTrigger(AuthorizationLevel.Anonymous, Route = "order/exact")] HttpRequest request) =>
        Results.Text($"second {request.Method}");

    [Function("Throws")]
    public static IResult Throws([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) =>
        throw new InvalidOperationException($"no {request.Path}");

    [Function("Waits")]
    public static async Task<IResult> Waits([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request, FunctionContext context)
    {
        var gate = (Gate)request.HttpContext.RequestServices.GetService(typeof(Gate))!;
        gate.Entered.SetResult();
        try
        {
            await gate.Open.Task.WaitAsync(context.CancellationToken);
        }
        catch (OperationCanceledException)
        {
            gate.Cancelled.SetResult();
            throw;
        }

        return Results.Text(context.FunctionDefinition.Name);
    }
}
