using Insights.Collector;

return await CollectorCommand.Create().Parse(args).InvokeAsync();
