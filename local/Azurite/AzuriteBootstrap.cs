namespace Insights.Local.Azurite;

/// <summary>The script that node runs: loads Azurite and ties its life to the pipe on standard input.</summary>
internal static class AzuriteBootstrap
{
    // The pipe closes however the owner ends, even by SIGKILL. It alone ends Azurite: Ctrl-C reaches the whole process group, and
    // functions that the owner still lets finish need their storage. Azurite saves its data on the message 'shutdown', and says so on a
    // standard output that nobody may read any more: that must not end it half-way.
    public const string Script = """
        const once = process.once;
        process.once = function (event, handler) {
          return event === 'SIGINT' || event === 'SIGTERM' ? process : once.call(process, event, handler);
        };
        process.on('SIGINT', () => {});
        process.on('SIGTERM', () => {});
        process.stdout.on('error', () => {});
        process.stderr.on('error', () => {});
        let closing = false;
        const close = () => {
          if (closing) return;
          closing = true;
          if (process.argv.includes('--inMemoryPersistence') || !process.emit('message', 'shutdown')) process.exit(0);
          setTimeout(() => process.exit(0), 5000).unref();
        };
        process.stdin.on('end', close).on('close', close).on('error', close).resume();
        process.stdin.unref();
        require(process.argv[1]);
        """;
}
