import type { JSX } from 'preact';
import type { Resource } from '../api/resource';
import type { Template, TemplateOverview } from '../api/types';
import { recordedOnly } from '../charts/slots';
import { Sparkline } from '../charts/Sparkline';
import type { Before } from '../figures/before';
import { Was } from '../figures/Was';
import { formatHours } from '../format/text';
import { usePeopleFormat } from '../privacy/privacy';
import { Link } from '../ui/Link';
import { Monogram } from '../ui/Monogram';

interface Props {
  template: Template;
  /** Where the usage comes from. */
  overview: Resource<{ since: number | null }>;
  usage: TemplateOverview | undefined;
  /** Its 7 days before. */
  before: Before<Pick<TemplateOverview, 'active_users' | 'seconds'>>;
  /** When each of the days is over. */
  ends: readonly number[];
  /** Where it is not shown: on the screen, or on paper. */
  where: string | undefined;
}

const unused = [0, 0, 0, 0, 0, 0, 0];

/** A template in the list, with its last 7 days. One that nobody used has zeros for what was recorded. */
export function TemplateCard({ template, overview, usage, before, ends, where = '' }: Props): JSX.Element {
  const name = template.display_name || template.name;
  const format = usePeopleFormat();
  const users = usage?.active_users ?? 0;
  const since = usage?.data_since === undefined ? (overview.state === 'ready' ? overview.data.since : null) : Date.parse(usage.data_since);
  return (
    <li class={`card ${where}`} data-template={template.id}>
      <Link href={`/templates/${template.id}`} class="card-link">
        <Monogram name={name} image={template.icon} shape="square" />
        <span class="card-title" translate={false}><span class="name">{name}</span><span class="faint">{template.organization_display_name || template.organization_name || (template.display_name === '' ? '' : template.name)}</span></span>
        {overview.state === 'ready'
          ? <>
            <Sparkline values={recordedOnly(usage?.daily_active_users ?? unused, ends, since)} name="Active users by day" />
            <span class="card-figure"><b data-figure="active-users" translate={false}>{format(users)}</b><span class="faint">active {users === 1 ? 'user' : 'users'}</span><Was now={users} before={before} of={was => was.active_users} format={format} /></span>
            <span class="card-figure hours"><b translate={false}>{formatHours(usage?.seconds ?? 0)}</b><span class="faint">in use</span><Was now={usage?.seconds ?? 0} before={before} of={was => was.seconds} format={formatHours} /></span>
          </>
          : <span class={overview.state === 'loading' ? 'skeleton card-skeleton' : ''} aria-hidden="true" />}
      </Link>
    </li>
  );
}
