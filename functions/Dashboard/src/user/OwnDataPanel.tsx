import type { JSX } from 'preact';
import { Icon } from '../ui/Icon';

const files = [['JSON, all of it', ''], ['Usage as CSV', '?format=csv&section=usage'], ['Builds as CSV', '?format=csv&section=builds']] as const;

/** All that is stored of oneself, to take along. */
export function OwnDataPanel(): JSX.Element {
  return (
    <section class="panel full" aria-labelledby="own-data" data-state="ready">
      <header class="panel-head"><Icon name="download" /><div class="panel-title"><h2 id="own-data">All that is stored of you</h2></div></header>
      <p class="panel-note">Not only what reports are made of: every half-hour, build and sign-in, your roles and places on lists, and who was shown you.</p>
      <div class="panel-body within-row">
        {files.map(([title, query]) => <a key={title} class="button" href={`/api/v2/insights/users/me/data${query}`} download>{title}</a>)}
      </div>
    </section>
  );
}
