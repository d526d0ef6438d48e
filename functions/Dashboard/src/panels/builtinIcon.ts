import type { IconName } from '../ui/Icon';

// The icons that Coder has for them are files of the Coder server, which may not be within reach.
const known: Record<string, IconName> = {
  vscode: 'code',
  jetbrains: 'cube',
  'reconnecting-pty': 'terminal',
  ssh: 'key',
  sftp: 'folder',
};

/** The picture of a built-in application; null for one that a template defines. */
export function builtinIconOf(slug: string): IconName | null {
  return known[slug] ?? null;
}
