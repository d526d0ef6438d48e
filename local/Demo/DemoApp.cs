namespace Insights.Local.Demo;

/// <summary>
/// What a workspace offers in the browser: the chance, in [0, 1], that a work session opens it, and the median minutes of a visit. Builds
/// declare apps; ports and the terminal are used without.
/// </summary>
internal sealed record DemoApp(
    string Slug, string DisplayName, string Icon, string AccessMethod, double Chance, int Minutes, bool Declared = true)
{
    public static readonly DemoApp CodeServer = new("code-server", "code-server", "/icon/code.svg", "subdomain", 0.10, 55);
    public static readonly DemoApp Jupyter = new("jupyter", "JupyterLab", "/icon/jupyter.svg", "path", 0.60, 45);
    public static readonly DemoApp RStudio = new("rstudio", "RStudio", "/icon/rstudio.svg", "subdomain", 0.14, 60);
    public static readonly DemoApp TensorBoard = new("tensorboard", "TensorBoard", "/icon/tensorflow.svg", "path", 0.45, 20);
    public static readonly DemoApp Grafana = new("grafana", "Grafana", "/icon/grafana.svg", "subdomain", 0.18, 12);
    public static readonly DemoApp PgAdmin = new("pgadmin", "pgAdmin", "/icon/postgres.svg", "subdomain", 0.13, 16);
    public static readonly DemoApp Adminer = new("adminer", "Adminer", "/icon/database.svg", "path", 0.25, 10);
    public static readonly DemoApp Storybook = new("storybook", "Storybook", "/icon/storybook.svg", "subdomain", 0.28, 22);
    public static readonly DemoApp FileBrowser = new("filebrowser", "File Browser", "/icon/filebrowser.svg", "path", 0.07, 6);
    public static readonly DemoApp Desktop = new("desktop", "Remote Desktop", "/icon/desktop.svg", "path", 0.65, 75);
    public static readonly DemoApp AgentChat = new("agent-chat", "Agent Chat", "/icon/chat.svg", "subdomain", 0.75, 25);
    public static readonly DemoApp Preview = new("3000", "", "", "subdomain", 0.30, 14, Declared: false);
    public static readonly DemoApp Terminal = new("", "", "", "terminal", 0.14, 9, Declared: false);
}
