using System.Text.Json.Nodes;

namespace Insights.Functions.Tests.Reference;

/// <summary>The list <c>apps_usage</c>.</summary>
public static class ReferenceApps
{
    private static readonly (string Family, string Slug, string DisplayName, string Icon)[] Builtin =
    [
        ("vscode", "vscode", "Visual Studio Code", "/icon/code.svg"),
        ("jetbrains", "jetbrains", "JetBrains", "/icon/intellij.svg"),
        ("reconnecting_pty", "reconnecting-pty", "Web Terminal", "/icon/terminal.svg"),
        ("ssh", "ssh", "SSH", "/icon/terminal.svg"),
        ("sftp", "sftp", "SFTP", "/icon/terminal.svg"),
    ];

    public static JsonArray Usage(Given given, IReadOnlyList<ReferenceBucket> inRange, string sessionApps)
    {
        var usage = new JsonArray();
        foreach (var (family, slug, displayName, icon) in Builtin.Where(_ => sessionApps != "each"))
        {
            var minutes = ReferenceUsage.CappedMinutes(inRange, bucket => bucket.FamilyMinutes(family).Count);
            var used = inRange.Where(bucket => bucket.FamilyMinutes(family).Count > 0).ToList();
            usage.Add(Item(used, "builtin", new GivenApp(slug, displayName, icon), minutes, sessionApps == "families" ? 0 : TimesUsed(used)));
        }

        foreach (var item in sessionApps == "families" ? [] : ReferenceSessionApps.Usage(inRange, sessionApps == "each" ? "builtin" : "session_app"))
        {
            usage.Add(item);
        }

        // A record compares by value, so this groups by (slug, display name, icon).
        var appBuckets = new Dictionary<GivenApp, List<ReferenceBucket>>();
        var known = KnownApps(given);
        foreach (var bucket in inRange)
        {
            foreach (var name in bucket.AppNames())
            {
                if (known.TryGetValue((bucket.TemplateId, name), out var app))
                {
                    appBuckets.TryAdd(app, []);
                    appBuckets[app].Add(bucket);
                }
            }
        }

        foreach (var app in appBuckets.Keys.Order(Comparer<GivenApp>.Create((left, right) => Wire.CompareTexts(
            [left.Slug, left.DisplayName, left.Icon], [right.Slug, right.DisplayName, right.Icon]))))
        {
            var used = appBuckets[app];
            var minutes = ReferenceUsage.CappedMinutes(used, bucket => bucket.AppMinutes(app.Slug).Count);
            usage.Add(Item(used, "app", app, minutes, TimesUsed(used)));
        }

        return usage;
    }

    public static Dictionary<(string TemplateId, string Slug), GivenApp> KnownApps(Given given)
    {
        var apps = new Dictionary<(string TemplateId, string Slug), GivenApp>();
        var newest = new Dictionary<(string TemplateId, string Slug), GivenBuild>();
        foreach (var build in given.Builds)
        {
            foreach (var app in build.Apps)
            {
                var key = (build.TemplateId, app.Slug);

                // An application that a build did not change is as old as it was.
                var asOldAsApp = build with { CreatedAt = app.CreatedAt ?? build.CreatedAt };
                if (!newest.TryGetValue(key, out var known) || asOldAsApp.IsNewerThan(known))
                {
                    newest[key] = asOldAsApp;
                    apps[key] = app with { CreatedAt = null };
                }
            }
        }

        return apps;
    }

    public static int TimesUsed(IEnumerable<ReferenceBucket> used)
    {
        var halfHours = used.Select(bucket => (bucket.UserId, bucket.HalfHour)).ToHashSet();
        return halfHours.Count(one => !halfHours.Contains((one.UserId, one.HalfHour - 1)));
    }

    public static JsonObject Item(IEnumerable<ReferenceBucket> used, string type, GivenApp app, long minutes, int timesUsed) => new()
    {
        ["template_ids"] = Wire.Ids(used.Select(bucket => bucket.TemplateId)),
        ["type"] = type,
        ["display_name"] = app.DisplayName,
        ["slug"] = app.Slug,
        ["icon"] = app.Icon,
        ["seconds"] = 60 * minutes,
        ["times_used"] = timesUsed,
    };
}
