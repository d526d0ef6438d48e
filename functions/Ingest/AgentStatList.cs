using System.Text.Json;
using Insights.Functions.Http;
using Insights.Functions.Usage;

namespace Insights.Functions.Ingest;

/// <summary>One list of agent stats while it is read.</summary>
/// <param name="name">What it is called in the body.</param>
/// <param name="bounds">Which times are taken.</param>
internal sealed class AgentStatList(string name, EventTime bounds)
{
    private const int CreatedAt = 0;
    private const int User = 1;
    private const int Agent = 2;
    private const int Workspace = 3;
    private const int Template = 4;
    private const int Connections = 5;
    private const int Latency = 6;
    private const int Sessions = 7;
    private const int OlderSessions = 8;

    // The apps of the fields of older agents, from OlderSessions on; each means the same as an entry of session_counts.
    public static readonly string[] OlderApps = ["vscode", "jetbrains", "reconnecting_pty", "ssh"];

    private readonly JsonFields _fields = new([.. AgentStats.Stat.Select(field => field.Name)]);

    private readonly UsageBatch _batch = new();
    private readonly Validation _validation = new();
    private readonly OpenSessions _open = new();
    private bool _isGiven;
    private int _count;
    private int _index;

    /// <summary>Reads the list: a reader that is at its beginning is at its end afterwards.</summary>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public void Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        _isGiven = reader.TokenType != JsonTokenType.Null;
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            var value = JsonValue.At(ref reader, json);
            if (value.IsGiven)
            {
                _validation.Add(name, FieldProblem.NotAListOfObjects(value.Shown));
            }

            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            _index = _count++;
            if (_index >= ItemList.MaxItems || _validation.IsFull)
            {
                reader.Skip();
            }
            else if (reader.TokenType == JsonTokenType.StartObject)
            {
                _fields.Read(ref reader);
                Add(json);
            }
            else
            {
                _validation.Add($"{name}[{_index}]", FieldProblem.NotAnObject(JsonValue.At(ref reader, json).Shown));
            }
        }
    }

    /// <summary>What all of the list adds.</summary>
    /// <exception cref="ApiException">413: it is too long; 400: it is none, or something in it is wrong.</exception>
    public UsageBatch Finish()
    {
        ItemList.ThrowIfTooMany(_count);
        if (!_isGiven)
        {
            _validation.Add(name, FieldProblem.NoList);
        }

        _validation.ThrowIfInvalid(IngestBounds.Refusal);
        return _batch;
    }

    // Each field is looked at, in an order that never changes, before anything of the stat is taken.
    private void Add(ReadOnlySpan<byte> json)
    {
        var createdAt = TimeOf(json);
        IdOf(json, Workspace);
        var (template, user, agent) = (IdOf(json, Template), IdOf(json, User), IdOf(json, Agent));
        ReadSessions(json);
        var isConnected = IsAboveZero(json, Connections);
        var latency = LatencyOf(json);
        if (_validation.Count == 0)
        {
            var halfHour = HalfHour.Of(createdAt);
            _batch.Of(template, halfHour).AddReport(user, halfHour, agent, HalfHour.OffsetOf(createdAt), _open.Apps, isConnected, latency);
        }
    }

    private DateTimeOffset TimeOf(ReadOnlySpan<byte> json)
    {
        var value = _fields.Of(json, CreatedAt);
        if (!value.IsGiven)
        {
            return bounds.Now;
        }

        if (!value.TryGetTime(out var time))
        {
            Fail(CreatedAt, FieldProblem.NotATime(value.Shown));
        }
        else if (bounds.ProblemOf(time) is { } problem)
        {
            Fail(CreatedAt, problem);
        }

        return time;
    }

    private Guid IdOf(ReadOnlySpan<byte> json, int field)
    {
        var value = _fields.Of(json, field);
        if (!value.TryGetId(out var id))
        {
            Fail(field, value.IsGiven ? FieldProblem.NotAnId(value.Shown) : FieldProblem.NoId);
        }

        return id;
    }

    private bool IsAboveZero(ReadOnlySpan<byte> json, int field)
    {
        var value = _fields.Of(json, field);
        if (!value.TryGetInteger(out var number) && value.IsGiven)
        {
            Fail(field, FieldProblem.NotAWholeNumber("", value.Shown));
        }

        return number > 0;
    }

    private float LatencyOf(ReadOnlySpan<byte> json)
    {
        var value = _fields.Of(json, Latency);
        if (!value.TryGetSingle(out var latency) && value.IsGiven)
        {
            Fail(Latency, FieldProblem.NotANumber(value.Shown));
        }

        return latency;
    }

    private void ReadSessions(ReadOnlySpan<byte> json)
    {
        _open.Clear();
        var counts = _fields.Of(json, Sessions);
        if (counts.IsObject)
        {
            _open.Read(counts, this);
        }
        else if (counts.IsGiven)
        {
            Fail(Sessions, FieldProblem.NotAnObject(counts.Shown));
        }

        for (var older = 0; older < OlderApps.Length; older++)
        {
            if (IsAboveZero(json, OlderSessions + older))
            {
                _open.Add(OlderApps[older]);
            }
        }
    }

    /// <summary>Records what is wrong with the open sessions of the stat that is read.</summary>
    /// <param name="path">The rest of its path.</param>
    /// <param name="problem">The problem.</param>
    internal void FailSessions(string path, string problem) => _validation.Add($"{name}[{_index}].{_fields.NameOf(Sessions)}{path}", problem);

    private void Fail(int field, string problem) => _validation.Add($"{name}[{_index}].{_fields.NameOf(field)}", problem);
}
