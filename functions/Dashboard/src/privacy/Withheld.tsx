import type { ComponentChildren, JSX } from 'preact';
import { Notice } from '../ui/Notice';
import { usePrivacy } from './privacy';

/** Stands where something is not shown, which is neither a fault nor a lack of use. */
export function Withheld({ children }: { children: ComponentChildren }): JSX.Element {
  return <Notice icon="shield" title="Not shown here"><p>{children}</p></Notice>;
}

/** What is only there where people are named. */
export function WhereNamed({ children }: { children: ComponentChildren }): JSX.Element | null {
  return usePrivacy() === undefined ? <>{children}</> : null;
}

/** Why lists of people are withheld; undefined where they are not. */
export function useWithheldPeople(): string | undefined {
  return usePrivacy()?.level === 'aggregated' ? 'It would show what single people did. How latency is spread is said under Connection.' : undefined;
}

/** Why it is withheld what nobody uses; undefined where it is not. */
export function useWithheldUse(): string | undefined {
  return usePrivacy() === undefined ? undefined : 'What few people use cannot be told from what nobody uses.';
}

/** Why what comes from builds is withheld; undefined where it is not. */
export function useWithheldBuilds(): string | undefined {
  return usePrivacy() === undefined ? undefined : 'A workspace has one owner: what is known of workspaces would show what single people did.';
}
