import type { ComponentChildren, JSX } from 'preact';
import { useInView } from './inView';

interface Props {
  /** Where a link leads to it. */
  id: string;
  title: string;
  /** What the panels of the section answer, in a sentence: it is read before they are there. */
  about: string;
  children: () => ComponentChildren;
}

/** A part of a view that is fetched and drawn when it comes into view, so that a long view costs what is looked at. */
export function Section({ id, title, about, children }: Props): JSX.Element {
  const [ref, isSeen] = useInView<HTMLElement>();
  return (
    <section class="section" id={id} aria-labelledby={`${id}-head`} ref={ref} data-section={id}>
      <h2 class="section-head" id={`${id}-head`}>{title}</h2>
      {isSeen ? <div class="panels">{children()}</div> : (
        <div class="section-waiting">
          <p class="faint">{about}</p>
          <p class="print-only">This part was not loaded. “Print the report” in the menu Export loads all parts first.</p>
        </div>
      )}
    </section>
  );
}
