using System.Text.Json;
using Insights.Functions.Storage;
using Insights.Functions.Usage;
using Xunit;

namespace Insights.Functions.Tests.Storage;

/// <summary>A stored key is a contract: these literals must never change.</summary>
public sealed class StorageKeysTests
{
    private static readonly Guid Id = new("0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9");
    private static readonly DateTimeOffset Instant = new(2026, 11, 22, 23, 45, 6, 789, TimeSpan.FromHours(-3));

    [Fact]
    public void A_usage_partition_is_a_template_and_a_UTC_day()
    {
        var key = StorageKeys.UsagePartition(Id, new DateOnly(2026, 11, 22));
        Assert.Equal("0a1b2c3d4e5f60718293a4b5c6d7e8f9_20261122", key);
        Assert.Equal((Id, new DateOnly(2026, 11, 22)), StorageKeys.ParseUsagePartition(key));
    }

    [Fact]
    public void A_delta_is_a_half_hour_or_an_old_day_and_a_message()
    {
        Assert.Equal("h05-d-0a1b2c3d4e5f60718293a4b5c6d7e8f9", StorageKeys.Delta(HalfHour.Of(Instant), Id));
        Assert.Equal("day-0a1b2c3d4e5f60718293a4b5c6d7e8f9", StorageKeys.DayDelta(Id));
    }

    [Fact]
    public void A_merged_row_is_a_half_hour_or_a_packed_or_sealed_day_and_a_generation()
    {
        var generation = new RowGeneration(639_000_000_000_000_000, 0xfe);
        Assert.Equal("h05-f-08de2f1d4b798000-000000fe-002", StorageKeys.Folded(5, settled: false, generation, piece: 2));
        Assert.Equal("h05-s-08de2f1d4b798000-000000fe-000", StorageKeys.Folded(5, settled: true, generation, piece: 0));
        Assert.Equal("packed-08de2f1d4b798000-000000fe-001", StorageKeys.Packed(generation, piece: 1));
        Assert.Equal("sealed-08de2f1d4b798000-000000fe-001", StorageKeys.Sealed(generation, piece: 1));
        Assert.Equal("tallied-0005-012-08de2f1d4b798000-000000fe-001", StorageKeys.Tallied(5, pieces: 12, generation, piece: 1));
        Assert.Equal((5, 12), StorageKeys.ParseTallied("tallied-0005-012-08de2f1d4b798000-000000fe-001"));
        Assert.Equal(generation, RowGeneration.Of("tallied-0005-012-08de2f1d4b798000-000000fe-001"));
    }

    [Fact]
    public void A_row_sorts_after_every_row_that_it_may_be_made_of()
    {
        string[] keys =
        [
            StorageKeys.DayDelta(Id),
            StorageKeys.Delta(HalfHour.Of(Instant), Id),
            StorageKeys.Folded(5, settled: false, new RowGeneration(7, 9), piece: 0),
            StorageKeys.Folded(5, settled: true, new RowGeneration(1, 9), piece: 0),
            StorageKeys.Folded(5, settled: true, new RowGeneration(2, 3), piece: 0),
            StorageKeys.Packed(new RowGeneration(1, 9), piece: 0),
            StorageKeys.Packed(new RowGeneration(2, 3), piece: 0),
            StorageKeys.Sealed(new RowGeneration(1, 9), piece: 0),
            StorageKeys.Sealed(new RowGeneration(2, 3), piece: 0),
            StorageKeys.Tallied(5, pieces: 1, new RowGeneration(1, 9), piece: 0),
        ];
        Assert.Equal(keys.Order(StringComparer.Ordinal), keys);
        Assert.Equal(9, RowGeneration.After(["h05-f-0000000000000008-00000001-000", keys[0], keys[1]], DateTimeOffset.MinValue).Number);
    }

    [Fact]
    public void A_reveal_is_the_complement_of_its_id_so_that_newer_ones_come_first()
    {
        Assert.Equal("reveal", StorageKeys.Reveals);
        Assert.Equal("requested", StorageKeys.ErasureRequests);
        Assert.Equal("f5e4d3c2b1a09f8e7d6c5b4a39281706", StorageKeys.Reveal(Id));
        var older = StorageKeys.Reveal(Guid.CreateVersion7(Instant));
        Assert.True(string.CompareOrdinal(StorageKeys.Reveal(Guid.CreateVersion7(Instant.AddMilliseconds(1))), older) < 0);
    }

    [Fact]
    public void An_import_is_ordered_by_day_and_holds_its_source_as_a_digest()
    {
        var key = StorageKeys.Import(new DateOnly(2026, 11, 22), "db.internal/coder");
        Assert.Equal("20261122_3f16aca457498fc53f63d583dbbf4906", key);
        Assert.Equal((new DateOnly(2026, 11, 22), key[9..]), StorageKeys.ParseImport(key));
        Assert.Equal("import", StorageKeys.Imports);
    }

    [Fact]
    public void A_partition_in_the_index_is_ordered_by_day_and_a_change_by_time()
    {
        var day = new DateOnly(2026, 11, 22);
        Assert.Equal("20261122_0a1b2c3d4e5f60718293a4b5c6d7e8f9", StorageKeys.IndexedPartition(Id, day));
        Assert.Equal("0639309987067890000_20261122_0a1b2c3d4e5f60718293a4b5c6d7e8f9", StorageKeys.Change(Instant, Id, day));
        Assert.Equal((Id, day), StorageKeys.ParseChange(StorageKeys.Change(Instant, Id, day)));
    }

    [Fact]
    public void The_starts_of_a_template_are_in_order_of_time()
    {
        Assert.Equal("0a1b2c3d4e5f60718293a4b5c6d7e8f9_000997445", StorageKeys.Start(Id, HalfHour.Of(Instant)));
        Assert.Equal((Id, HalfHour.Of(Instant)), StorageKeys.ParseStart(StorageKeys.Start(Id, HalfHour.Of(Instant))));
        Assert.Equal(("0a1b2c3d4e5f60718293a4b5c6d7e8f9_000000000", "0a1b2c3d4e5f60718293a4b5c6d7e8f9_140000000"), StorageKeys.StartsOf(Id));
    }

    [Fact]
    public void Up_to_which_day_there_are_counts_is_known_by_a_row_after_all_starts()
    {
        Assert.Equal("tallied-20261122", StorageKeys.TalliedUntil(new DateOnly(2026, 11, 22)));
        Assert.Equal(new DateOnly(2026, 11, 22), StorageKeys.ParseTalliedUntil("tallied-20261122"));
        Assert.Null(StorageKeys.ParseTalliedUntil(StorageKeys.Start(Id, new HalfHour(1))));
        Assert.True(string.CompareOrdinal("tallied-00010101", StorageKeys.Start(new Guid("ffffffff-ffff-ffff-ffff-ffffffffffff"), new HalfHour(HalfHour.MaxNumber))) > 0);
    }

    [Fact]
    public void A_session_is_in_the_partition_of_the_digest_of_what_it_was_made_with() =>
        Assert.Equal("34052488234bc9f425940c58fd1143e0", StorageKeys.SessionHolder("token", "abcdefghij"));

    [Fact]
    public void Maintenance_messages_are_this_json()
    {
        Assert.Equal(
            """{"template":"0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9","day":"2026-11-22"}""",
            JsonSerializer.Serialize(new FoldMessage(Id, new DateOnly(2026, 11, 22)), MaintenanceJson.Default.FoldMessage));
        Assert.Equal(
            """{"template":"0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9","day":"2026-11-22","no_import_at":"2026-11-22T23:45:06.789-03:00"}""",
            JsonSerializer.Serialize(new FoldMessage(Id, new DateOnly(2026, 11, 22), Instant), MaintenanceJson.Default.FoldMessage));
        Assert.Equal(
            """{"template":"0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9","day":"2026-11-22","through":"2026-11-24","news":true}""",
            JsonSerializer.Serialize(new FoldMessage(Id, new DateOnly(2026, 11, 22), null, new DateOnly(2026, 11, 24), News: true), MaintenanceJson.Default.FoldMessage));
        Assert.Equal(
            """{"template":"0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9","day":"2026-11-22","others":["11111111-2222-3333-4444-555555555555"]}""",
            JsonSerializer.Serialize(
                new FoldMessage(Id, new DateOnly(2026, 11, 22), Others: [new("11111111-2222-3333-4444-555555555555")]), MaintenanceJson.Default.FoldMessage));
        Assert.Equal(
            """{"template":"0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9"}""",
            JsonSerializer.Serialize(new PurgeMessage(Id), MaintenanceJson.Default.PurgeMessage));
        Assert.Equal(
            """{"template":"0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9","from":"2026-11-22"}""",
            JsonSerializer.Serialize(new PurgeMessage(Id, new DateOnly(2026, 11, 22)), MaintenanceJson.Default.PurgeMessage));
        Assert.Equal(new PurgeMessage(Id), JsonSerializer.Deserialize("""{"template":"0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9"}""", MaintenanceJson.Default.PurgeMessage));
        Assert.Equal(
            """{"operation":"0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9"}""",
            JsonSerializer.Serialize(new EraseMessage(Id), MaintenanceJson.Default.EraseMessage));
    }

    [Fact]
    public void A_build_is_in_the_partition_of_its_template_and_UTC_month_by_time()
    {
        Assert.Equal("0a1b2c3d4e5f60718293a4b5c6d7e8f9_202611", StorageKeys.BuildPartition(Id, Instant));
        Assert.Equal("202611230245067890000_0a1b2c3d4e5f60718293a4b5c6d7e8f9", StorageKeys.Build(Instant, Id));
    }

    [Fact]
    public void An_app_is_the_digest_of_its_slug_so_that_no_user_text_is_a_key() =>
        Assert.Equal("ce1f5a00dea1541ca81f7cc57c912d9c", StorageKeys.App("a/slug#with?what\\keys%forbid"));

    [Fact]
    public void Audit_entries_are_ordered_by_day_and_time_the_newest_first()
    {
        Assert.Equal("79738876", StorageKeys.AuditPartition(Instant));
        Assert.Equal("2516068988932109999_0a1b2c3d4e5f60718293a4b5c6d7e8f9", StorageKeys.Audit(Instant, Id));
        Assert.True(string.CompareOrdinal(StorageKeys.AuditPartition(Instant.AddDays(1)), StorageKeys.AuditPartition(Instant)) < 0);
        Assert.True(string.CompareOrdinal(StorageKeys.Audit(Instant.AddTicks(1), Id), StorageKeys.Audit(Instant, Id)) < 0);
    }

    [Fact]
    public void A_kept_month_is_in_the_partition_of_its_scope_and_how_far_they_are_kept_sorts_after_all()
    {
        Assert.Equal("all", MonthScope.All.Key);
        Assert.Equal("o0a1b2c3d4e5f60718293a4b5c6d7e8f9", MonthScope.Organization(Id).Key);
        Assert.Equal("t0a1b2c3d4e5f60718293a4b5c6d7e8f9", MonthScope.Template(Id).Key);
        Assert.Equal("g0a1b2c3d4e5f60718293a4b5c6d7e8f9", MonthScope.Group(Id).Key);
        Assert.Equal("2026-05", StorageKeys.Month(new DateOnly(2026, 5, 1)));
        Assert.Equal(new DateOnly(2026, 5, 1), StorageKeys.ParseMonth("2026-05"));
        Assert.Equal("done", StorageKeys.MonthsDone);
        Assert.True(string.CompareOrdinal(StorageKeys.MonthsDone, "9999-12") > 0);
    }

    [Fact]
    public void The_figures_of_a_month_are_JSON_of_a_version()
    {
        var figures = new KeptMonth(
            KeptMonth.CurrentVersion, 41, 31, 620, 4, 160, 7_654_320, [new("builtin", "vscode", "Visual Studio Code", 123_000, 30)], [new(Id, 20, 456_000)]);
        const string Stored =
            """
            {"version":1,"active_users":41,"days":31,"user_days":620,"weeks":4,"user_weeks":160,"seconds":7654320,"apps":[{"type":"builtin","slug":"vscode","display_name":"Visual Studio Code","seconds":123000,"active_users":30}],"templates":[{"template_id":"0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9","active_users":20,"seconds":456000}]}
            """;
        Assert.Equal(Stored, JsonSerializer.Serialize(figures, MonthJson.Default.KeptMonth));
        Assert.Equivalent(figures, JsonSerializer.Deserialize(Stored, MonthJson.Default.KeptMonth), strict: true);
    }

    [Fact]
    public void The_tables_and_queues_are_these()
    {
        Assert.Equal(
            ["usage", "usageindex", "catalog", "builds", "workspaces", "apps", "erasures", "tokens", "sessions", "roles", "acls", "audit", "sources", "months", "notices", "reveals"], StorageNames.Tables);
        Assert.Equal(["usage", "fold", "purge", "erase"], StorageNames.Queues);
    }
}
