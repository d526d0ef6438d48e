import type { ComponentChildren, JSX } from 'preact';
import { AdoptionSection } from '../adoption/AdoptionSection';
import { CapacitySection } from '../capacity/CapacitySection';
import { ConnectionSection } from '../connection/ConnectionSection';
import { MonthsPanel } from '../months/MonthsPanel';
import { ParameterTrendsPanel } from '../parameters/ParameterTrendsPanel';
import { usePrivacy } from '../privacy/privacy';
import { SupportSection } from '../support/SupportSection';
import { ToolsSection } from '../tools/ToolsSection';
import { UtilizationSection } from '../utilization/UtilizationSection';
import { Section } from './Section';
import { SubjectContext, type Subject } from './answers';

interface Part {
  id: string;
  title: string;
  about: string;
  content: () => ComponentChildren;
  /** Whether it is about single people, or would show what single people did. */
  isOfPeople?: boolean;
}

const parts: readonly Part[] = [
  { id: 'capacity', title: 'Capacity', about: 'How many are active at once, at which hours, and how many there will be.', content: () => <CapacitySection /> },
  { id: 'utilization', title: 'Utilization', about: 'What runs, how much of it is used, and what the rest costs.', isOfPeople: true, content: () => <UtilizationSection /> },
  { id: 'adoption', title: 'Adoption', about: 'How many of those who may use it do, who is new, and who stays.', isOfPeople: true, content: () => <AdoptionSection /> },
  { id: 'support', title: 'Support', about: 'Who may need help, and why.', isOfPeople: true, content: () => <SupportSection /> },
  { id: 'connection', title: 'Connection', about: 'The latency by day and hour, how it is spread, and for whom.', content: () => <ConnectionSection /> },
  { id: 'tools', title: 'Tools and versions', about: 'Every tool for itself, and the versions that are in use.', content: () => <ToolsSection /> },
  { id: 'parameters', title: 'Parameters', about: 'The share of each value over time.', isOfPeople: true, content: () => <ParameterTrendsPanel /> },
  { id: 'history', title: 'History', about: 'The months of the last two years.', content: () => <MonthsPanel /> },
];

/** Where people are not named there is nothing in some of them, which the note on privacy says. */
function useParts(): readonly Part[] {
  const isNamed = usePrivacy() === undefined;
  return parts.filter(part => isNamed || !part.isOfPeople);
}

/** The ways to the parts of a view below its first screen. */
export function SectionLinks(): JSX.Element {
  return (
    <nav class="section-links" aria-label="Sections">
      {useParts().map(({ id, title }) => <a key={id} href={`#${id}`}>{title}</a>)}
    </nav>
  );
}

/** What is known of some templates beyond the first screen, each part fetched when it comes into view. */
export function Sections({ subject }: { subject: Subject }): JSX.Element {
  return (
    <SubjectContext.Provider value={subject}>
      {useParts().map(({ id, title, about, content }) => <Section key={id} id={id} title={title} about={about}>{content}</Section>)}
    </SubjectContext.Provider>
  );
}
