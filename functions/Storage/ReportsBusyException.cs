namespace Insights.Functions.Storage;

/// <summary>There is no memory for a report beside those that are being made; there will be, soon.</summary>
public sealed class ReportsBusyException() : Exception("Other reports take all the memory that there is for reports.");
