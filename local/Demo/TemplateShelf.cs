using static Insights.Local.Demo.DemoApp;
using static Insights.Local.Demo.DemoOrganization;
using static Insights.Local.Demo.ParameterShelf;

namespace Insights.Local.Demo;

/// <summary>The deployment's twelve templates, as they are on a day.</summary>
internal sealed class TemplateShelf
{
    /// <summary>How long ago the newest versions were rolled out: most ranges then see workspaces of both.</summary>
    private const int RolloutDaysAgo = 12;

    private readonly DateOnly _today;

    public TemplateShelf(DateOnly today)
    {
        _today = today;
        Young = new DemoTemplate("ai-sandbox", "AI Agent Sandbox", "/icon/robot.svg", Platform, Ago(10))
        {
            Popularity = 0,
            Apps = [AgentChat, CodeServer, Terminal],
            Versions = Rollout("ai-sandbox", [Model, Cpu, Repository, Shell]),
        };
        Retired = new DemoTemplate("legacy-storefront", "Legacy Storefront", "/icon/php.svg", Product, Ago(174))
        {
            LastDay = Ago(17),
            Popularity = 0,
            Apps = [Adminer, FileBrowser, Terminal],
            Versions = Rollout("legacy-storefront", [Memory, Dotfiles, Shell]),
        };
        All =
        [
            new("kubernetes-pod", "Kubernetes Pod", "/icon/kubernetes.svg", Platform, Ago(168))
            {
                Popularity = 30, Tools = ToolShare.Operations, Apps = [CodeServer, Grafana, Terminal],
                Versions = Rollout("kubernetes-pod", [Region, Cpu, Memory, Dotfiles, Shell],
                    [Region, Cpu, Memory, Disk, Docker, Dotfiles, Shell]),
            },
            new("docker", "Docker Containers", "/icon/docker.svg", Platform, Ago(172))
            {
                Popularity = 22, Apps = [CodeServer, FileBrowser, Terminal], Versions = Rollout("docker", [Cpu, Memory, Dotfiles, Shell]),
            },
            new("aws-linux", "AWS EC2 (Linux)", "/icon/aws.svg", Platform, Ago(165))
            {
                Popularity = 11, DailyCost = 90, Tools = ToolShare.Operations, Apps = [CodeServer, Terminal],
                Versions = Rollout("aws-linux", [Region, Instance, Disk, Spot]),
            },
            new("azure-windows", "Azure Windows", "/icon/azure.svg", Platform, Ago(110))
            {
                Popularity = 4, DailyCost = 120, Tools = ToolShare.Jvm, Apps = [Desktop], Versions = Rollout("azure-windows", [Region, Cpu, Disk]),
            },
            new("go-services", "Go Services", "/icon/go.svg", Product, Ago(150))
            {
                Popularity = 32, Apps = [CodeServer, Grafana, PgAdmin, Terminal],
                Versions = Rollout("go-services", [Region, Cpu, Memory, Repository, Dotfiles, Shell],
                    [Region, Cpu, Memory, Repository, Docker, Dotfiles, Shell]),
            },
            new("web-frontend", "Web Frontend", "/icon/node.svg", Product, Ago(140))
            {
                Popularity = 26, Apps = [CodeServer, Storybook, Preview, Terminal],
                Versions = Rollout("web-frontend", [Cpu, Memory, Repository, Dotfiles, Shell]),
            },
            new("java-services", "Java Services", "/icon/java.svg", Product, Ago(160))
            {
                Popularity = 22, Tools = ToolShare.Jvm, Apps = [PgAdmin, Grafana, Terminal],
                Versions = Rollout("java-services", [Region, Jdk, Cpu, Memory, Repository], [Region, Jdk, Cpu, Memory, Repository, Ides]),
            },
            new("rust-systems", "Rust Systems", "/icon/rust.svg", Product, Ago(48))
            {
                Popularity = 6, Apps = [CodeServer, Terminal], Versions = Rollout("rust-systems", [Cpu, Memory, Disk, Dotfiles]),
            },
            new("data-science", "Data Science", "/icon/python.svg", Research, Ago(120))
            {
                Popularity = 30, DailyCost = 80, Tools = ToolShare.Data, Apps = [Jupyter, RStudio, PgAdmin, FileBrowser, Terminal],
                Versions = Rollout("data-science", [Region, Cpu, Memory, Extensions, Gpu, Dotfiles]),
            },
            new("gpu-training", "GPU Training", "/icon/nvidia.svg", Research, Ago(75))
            {
                Popularity = 12, DailyCost = 600, Tools = ToolShare.Data, Apps = [Jupyter, TensorBoard, Terminal],
                Versions = Rollout("gpu-training", [Region, Accelerator, Disk, Spot]),
            },
            Retired,
            Young,
        ];
    }

    public IReadOnlyList<DemoTemplate> All { get; }

    public DemoTemplate Young { get; }

    public DemoTemplate Retired { get; }

    private DateOnly Ago(int days) => _today.AddDays(-days);

    private DemoTemplateVersion[] Rollout(string template, params DemoParameter[][] versions) =>
        [.. versions.Select((parameters, i) => new DemoTemplateVersion(
            StableId.Of($"template/{template}/version/{i + 1}"), i == 0 ? DateOnly.MinValue : Ago(RolloutDaysAgo), parameters))];
}
