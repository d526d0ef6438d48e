import type { JSX } from 'preact';
import type { Resource } from '../api/resource';
import type { OverviewAnswer, Template, TemplateOverview } from '../api/types';
import { Sparkline } from '../charts/Sparkline';
import { formatCount, formatHours } from '../format/text';
import { Link } from '../ui/Link';
import { Monogram } from '../ui/Monogram';

interface Props {
  template: Template;
  overview: Resource<OverviewAnswer['report']>;
  usage: TemplateOverview | undefined;
}

const unused = [0, 0, 0, 0, 0, 0, 0];

/** A template in the list, with its last 7 days. One that nobody used has zeros. */
export function TemplateCard({ template, overview, usage }: Props): JSX.Element {
  const name = template.display_name || template.name;
  const users = usage?.active_users ?? 0;
  return (
    <li class="card" data-template={template.id}>
      <Link href={`/templates/${template.id}`} class="card-link">
        <Monogram name={name} image={template.icon} shape="square" />
        <span class="card-title"><span class="name">{name}</span><span class="faint">{template.organization_display_name || template.organization_name || template.name}</span></span>
        {overview.state === 'ready'
          ? <>
            <Sparkline values={usage?.daily_active_users ?? unused} name="Active users by day" />
            <span class="card-figure"><b data-figure="active-users">{formatCount(users)}</b><span class="faint">active {users === 1 ? 'user' : 'users'}</span></span>
            <span class="card-figure hours"><b>{formatHours(usage?.seconds ?? 0)}</b><span class="faint">in use</span></span>
          </>
          : <span class={overview.state === 'loading' ? 'skeleton card-skeleton' : ''} aria-hidden="true" />}
      </Link>
    </li>
  );
}
