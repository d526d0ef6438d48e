import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Icon } from '../ui/Icon';

/** For who runs the service, while nothing has come: how usage gets here. */
export function FirstRun({ mayIngest, children }: { mayIngest: boolean; children?: ComponentChildren }): JSX.Element {
  return (
    <>
    <section class="panel first-run" aria-labelledby="first-run">
      <span class="notice-icon"><Icon name="plug" size={20} /></span>
      <h2 id="first-run">No usage has come in yet</h2>
      <p>The service is running, and you may view everything. What is missing is a source. This page looks again every minute.</p>
      <ol>
        <li>
          <h3>Connect a Coder deployment</h3>
          <p>The service reads usage from the PostgreSQL database of Coder, its history as well. On one machine start it with</p>
          <Command text="dotnet run --project functions -- --coder 'postgres://insights_reader:...@localhost/coder'" />
          <p>In Azure, and for a role that may do nothing but read: <code translate={false}>docs/connect-coder.md</code> in the repository says how.</p>
        </li>
        <li>
          <h3>Or send a stat</h3>
          <p>Agents and collectors post usage to the API{mayIngest ? '' : ', with a token that has the scope ingest'}. To try it:</p>
          <Command text={statCommand()} />
          <p>It is shown here a few seconds later.</p>
        </li>
        <li>
          <h3>Or look at a made-up deployment</h3>
          <Command text="dotnet run --project functions -- --demo --data :memory:" />
        </li>
      </ol>
    </section>
    {children}
    </>
  );
}

function Command({ text }: { text: string }): JSX.Element {
  const [isCopied, setCopied] = useState(false);
  const copy = (): void => {
    navigator.clipboard.writeText(text).then(() => setCopied(true), () => setCopied(false));
  };
  return (
    <div class="command">
      <pre translate={false} tabIndex={0}><code>{text}</code></pre>
      <button type="button" class="button quiet" onClick={copy} title="Copy">
        <Icon name={isCopied ? 'check' : 'copy'} /><span class="visually-hidden"><span>{isCopied ? 'Copied' : 'Copy'}</span></span>
      </button>
    </div>
  );
}

function statCommand(): string {
  const id = (digit: string): string => [8, 4, 4, 4, 12].map(length => digit.repeat(length)).join('-');
  return `curl -H "Coder-Session-Token: $TOKEN" \\
  ${location.origin}/api/v2/ingest/agent-stats -d '{"stats": [{
  "user_id": "${id('1')}",
  "agent_id": "${id('2')}",
  "workspace_id": "${id('3')}",
  "template_id": "${id('4')}",
  "connection_count": 1, "connection_median_latency_ms": 42.5,
  "session_counts": {"vscode": 1}}]}'`;
}
