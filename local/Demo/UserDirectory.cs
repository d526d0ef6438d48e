namespace Insights.Local.Demo;

/// <summary>Everybody in the deployment.</summary>
internal sealed class UserDirectory(TemplateShelf shelf, DateOnly today)
{
    private const int Users = 200;

    private static readonly ulong Seed = StableId.SeedOf("users");
    private static readonly string[] Avatars = ["/emojis/1f98a.png", "/emojis/1f419.png", "/emojis/1f9a9.png", "/emojis/1f41d.png"];
    private static readonly string[] WorkspaceNames = ["dev", "main", "feature", "scratch", "work", "sandbox", "review", "spike", "bench"];

    private readonly HashSet<string> _names = [];

    public DemoUser[] Create() => [.. Enumerable.Range(0, Users).Select(CreateUser)];

    private DemoUser CreateUser(int index)
    {
        var dice = new Dice(Seed, index);
        var site = dice.Pick(Site.All, s => s.Weight);
        var (name, username) = NextName(site, dice);
        var life = UserLife.Of(dice, today);
        var home = dice.Pick(shelf.All, t => t.Popularity);
        var workspaces = CreateWorkspaces(username, life, home, dice);
        return new DemoUser(username)
        {
            Name = name,
            AvatarUrl = dice.Chance(0.07) ? dice.Pick(Avatars) : "",
            Site = site,
            Life = life,
            Habit = WorkHabit.Of(dice),
            Organizations = [.. workspaces.Select(w => w.Template.Organization).Distinct()],
            Workspaces = workspaces,
            Tool = dice.Pick(home.Tools, t => t.Weight).Tool,
            SideTool = dice.Pick(ToolShare.Side, t => t.Weight).Tool,
            LatencyMs = site.LatencyMs * Math.Exp(0.22 * dice.Normal()),
        };
    }

    private (string Name, string Username) NextName(Site site, Dice dice)
    {
        while (true)
        {
            var name = PersonalName.From(site, dice);
            var username = name.Username(dice);
            if (_names.Add(name.ToString()) && _names.Add(username))
            {
                return (name.ToString(), username);
            }
        }
    }

    private DemoWorkspace[] CreateWorkspaces(string owner, UserLife life, DemoTemplate home, Dice dice)
    {
        var names = new Queue<string>(WorkspaceNames.OrderBy(_ => dice.Unit()));
        var workspaces = new List<DemoWorkspace> { Create(home, 10, 0) };
        if (dice.Chance(0.45))
        {
            var neighbours = shelf.All.Where(t => t.Organization == home.Organization).ToArray();
            workspaces.Add(Create(dice.Pick(neighbours, t => t.Popularity), dice.Between(1, 5), dice.Between(0, 9)));
        }

        if (dice.Chance(0.12))
        {
            workspaces.Add(Create(dice.Pick(shelf.All, t => t.Popularity), dice.Between(1, 3), dice.Between(0, 9)));
        }

        if (dice.Chance(0.14) && home.Organization == DemoOrganization.Product && life.FirstDay < shelf.Retired.LastDay)
        {
            workspaces.Add(Create(shelf.Retired, 9, 0));
        }

        // A new template spreads: some try it on the first day, others a week later.
        var trial = dice.Between(0, 8);
        if (dice.Chance(0.24))
        {
            workspaces.Add(Create(shelf.Young, dice.Between(2, 6), trial));
        }

        return [.. workspaces];

        DemoWorkspace Create(DemoTemplate template, int weight, int days)
        {
            var begin = life.FirstDay.AddDays(-1).ToDateTime(new TimeOnly(14, 50), DateTimeKind.Utc);
            var made = (begin > template.CreatedAt ? begin : template.CreatedAt).AddDays(days);
            var yesterday = today.AddDays(-1).ToDateTime(new TimeOnly(14, 50), DateTimeKind.Utc);
            return new(owner, names.Dequeue(), template, made < yesterday ? made : yesterday, weight);
        }
    }
}
