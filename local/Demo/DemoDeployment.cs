namespace Insights.Local.Demo;

/// <summary>Who and what there is in the demo deployment, on a day (UTC). The same day gives the same deployment.</summary>
internal sealed class DemoDeployment
{
    public DemoDeployment(DateOnly today)
    {
        var shelf = new TemplateShelf(today);
        Today = today;
        Templates = shelf.All;
        Users = new UserDirectory(shelf, today).Create();
    }

    public DateOnly Today { get; }

    public IReadOnlyList<DemoTemplate> Templates { get; }

    public IReadOnlyList<DemoUser> Users { get; }

    public int Workspaces => Users.Sum(u => u.Workspaces.Length);
}
