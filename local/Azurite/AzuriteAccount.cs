using System.Security.Cryptography;

namespace Insights.Local.Azurite;

/// <summary>A storage account of the emulator.</summary>
internal sealed record AzuriteAccount(string Name, string Key)
{
    // Published with the emulator: no secret.
    public static readonly AzuriteAccount WellKnown = new(
        "devstoreaccount1", "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==");

    public static AzuriteAccount Create(string name) => new(name, Convert.ToBase64String(RandomNumberGenerator.GetBytes(64)));

    public string ConnectionString(AzuritePorts ports) =>
        $"DefaultEndpointsProtocol=http;AccountName={Name};AccountKey={Key};"
        + $"BlobEndpoint=http://127.0.0.1:{ports.Blob}/{Name};"
        + $"QueueEndpoint=http://127.0.0.1:{ports.Queue}/{Name};"
        + $"TableEndpoint=http://127.0.0.1:{ports.Table}/{Name};";
}
