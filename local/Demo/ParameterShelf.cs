namespace Insights.Local.Demo;

/// <summary>The parameters that the templates are made of.</summary>
internal static class ParameterShelf
{
    public static readonly DemoParameter Region = Choice("region", "Region", "The region that the workspace runs in.",
        (new("Stockholm", "eu-north-1", "/emojis/1f1f8-1f1ea.png"), 34),
        (new("Frankfurt", "eu-central-1", "/emojis/1f1e9-1f1ea.png"), 28),
        (new("N. Virginia", "us-east-1", "/emojis/1f1fa-1f1f8.png"), 26),
        (new("Mumbai", "ap-south-1", "/emojis/1f1ee-1f1f3.png", "Cheaper at night"), 12));

    public static readonly DemoParameter Cpu = Number("cpu", "CPU cores", "Cores of the workspace.",
        ("2", 22), ("4", 48), ("8", 24), ("16", 6));

    public static readonly DemoParameter Memory = Number("memory_gb", "Memory (GiB)", "", ("8", 38), ("16", 40), ("32", 18), ("64", 4));

    public static readonly DemoParameter Disk = Number("disk_size", "Disk size", "Size of the home volume in GiB.",
        ("20", 30), ("50", 52), ("100", 15), ("250", 3));

    public static readonly DemoParameter Dotfiles = Text("dotfiles_uri", "Dotfiles", "A git repository to personalize the workspace with.",
        ("", 58), ("https://github.com/acme/dotfiles", 22),
        ("https://github.com/acme/dotfiles-zsh", 9), ("git@github.com:acme/dotfiles-vim.git", 4));

    public static readonly DemoParameter Repository = Text("git_repo", "Repository", "Cloned at the first start.",
        ("https://github.com/acme/storefront", 38), ("https://github.com/acme/payments", 27),
        ("https://github.com/acme/platform", 19), ("", 8));

    public static readonly DemoParameter Ides = new(
        "jetbrains_ides", "JetBrains IDEs", "list(string)", "Backends to install beforehand.", [],
        [("[]", 20), ("[\"IU\"]", 45), ("[\"IU\",\"GO\"]", 18), ("[\"GO\"]", 12), ("[\"IU\",\"PY\",\"WS\"]", 5)]);

    public static readonly DemoParameter Extensions = new("extensions", "VS Code extensions", "list(string)", "", [],
        [("[\"ms-python.python\",\"ms-toolsai.jupyter\"]", 55), ("[\"ms-python.python\"]", 25), ("[]", 20)]);

    public static readonly DemoParameter Docker = Bool(
        "docker_in_docker", "Docker in Docker", "Run a Docker daemon inside the workspace.", 35);

    public static readonly DemoParameter Gpu = Bool("gpu", "GPU", "Attach one shared GPU.", 40);

    public static readonly DemoParameter Spot = Bool("spot", "Spot instance", "Cheaper, and may be stopped at any time.", 65);

    /// <summary>Nobody changes it: what a template author looks for in the report to take it out.</summary>
    public static readonly DemoParameter Shell = Choice("login_shell", "Login shell", "",
        (new("bash", "/bin/bash"), 1), (new("zsh", "/bin/zsh"), 0), (new("fish", "/usr/bin/fish"), 0));

    public static readonly DemoParameter Jdk = Choice("jdk", "Java version", "",
        (new("Temurin 17", "17", "/icon/java.svg"), 25),
        (new("Temurin 21", "21", "/icon/java.svg", "Recommended"), 60),
        (new("Temurin 25", "25", "/icon/java.svg"), 15));

    public static readonly DemoParameter Accelerator = Choice("accelerator", "Accelerator", "The GPU to train on.",
        (new("NVIDIA T4", "t4", "/icon/nvidia.svg"), 30),
        (new("NVIDIA L4", "l4", "/icon/nvidia.svg"), 45),
        (new("NVIDIA A100", "a100", "/icon/nvidia.svg", "Ask in #gpu first"), 25));

    public static readonly DemoParameter Instance = Choice("instance_type", "Instance type", "",
        (new("t3.large", "t3.large", "/icon/aws.svg", "2 vCPU, 8 GiB"), 45),
        (new("m7i.xlarge", "m7i.xlarge", "/icon/aws.svg", "4 vCPU, 16 GiB"), 40),
        (new("c7i.4xlarge", "c7i.4xlarge", "/icon/aws.svg", "16 vCPU, 32 GiB"), 15));

    public static readonly DemoParameter Model = Choice("model", "Coding agent", "The agent that works in the sandbox.",
        (new("Claude Code", "claude-code", "/icon/claude.svg"), 55),
        (new("Codex", "codex", "/icon/openai.svg"), 25),
        (new("Goose", "goose", "/icon/goose.svg"), 10),
        (new("None", ""), 10));

    private static DemoParameter Choice(
        string name, string displayName, string description, params (DemoOption Option, int Weight)[] options) =>
        new(name, displayName, "string", description,
            [.. options.Select(o => o.Option)], [.. options.Select(o => (o.Option.Value, o.Weight))]);

    private static DemoParameter Text(string name, string displayName, string description, params (string, int)[] values) =>
        new(name, displayName, "string", description, [], values);

    private static DemoParameter Number(string name, string displayName, string description, params (string, int)[] values) =>
        new(name, displayName, "number", description, [], values);

    private static DemoParameter Bool(string name, string displayName, string description, int percentTrue) =>
        new(name, displayName, "bool", description, [], [("true", percentTrue), ("false", 100 - percentTrue)]);
}
