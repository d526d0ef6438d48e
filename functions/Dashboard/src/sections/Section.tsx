import type { ComponentChildren, JSX } from 'preact';
import { useId } from 'preact/hooks';
import { useInView } from './inView';

interface Props {
  title: string;
  /** What the panels of the section answer, in a sentence: it is read before they are there. */
  about: string;
  children: () => ComponentChildren;
}

/** A part of a view that is fetched and drawn when it comes into view, so that a long view costs what is looked at. */
export function Section({ title, about, children }: Props): JSX.Element {
  const id = useId();
  const [ref, isSeen] = useInView<HTMLElement>();
  return (
    <section class="section" aria-labelledby={id} ref={ref} data-section={title}>
      <h2 class="section-head" id={id}>{title}</h2>
      {isSeen ? <div class="panels">{children()}</div> : (
        <div class="section-waiting">
          <p class="faint">{about}</p>
          <p class="print-only">This part was not loaded. “Print the report” in the menu Export loads all parts first.</p>
        </div>
      )}
    </section>
  );
}
