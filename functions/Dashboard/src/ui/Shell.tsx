import type { ComponentChildren, JSX } from 'preact';
import { mayCompare, useSignedIn } from '../session/session';
import type { Route } from '../view/location';
import { Icon } from './Icon';
import { Link } from './Link';
import { Logo } from './Logo';
import { Monogram } from './Monogram';
import { Popover } from './Popover';
import { useTheme } from './theme';

/** What is around every view: the way to the others, the theme and who is signed in. */
export function Shell({ route, children }: { route: Route; children: ComponentChildren }): JSX.Element {
  const { me, signOut } = useSignedIn();
  const [theme, toggleTheme] = useTheme();
  const other = theme === 'dark' ? 'light' : 'dark';
  return (
    <>
      <a class="skip" href="#main">Skip to the content</a>
      <header class="top">
        <Link href="/" class="brand"><Logo /><span>Template Insights</span></Link>
        <nav aria-label="Views">
          <Link href="/" current={route.page !== 'deployment'}>Templates</Link>
          {mayCompare(me) && <Link href="/deployment" current={route.page === 'deployment'}>Deployment</Link>}
        </nav>
        <button type="button" class="button quiet" title={`Use the ${other} theme`} onClick={toggleTheme}>
          <Icon name={theme === 'dark' ? 'sun' : 'moon'} /><span class="visually-hidden">Use the {other} theme</span>
        </button>
        <Popover label={<Monogram name={me.name || me.username} image={me.avatar_url} shape="round" />} name="Account" prefix={`Account of ${me.username}`} align="end" class="account">
          {() => (
            <>
              <p class="account-name">{me.name || me.username}<span class="faint">{me.username}</span></p>
              <button type="button" class="item" data-autofocus="" onClick={signOut}><span><Icon name="signOut" />Sign out</span></button>
            </>
          )}
        </Popover>
      </header>
      <main id="main" tabIndex={-1}>{children}</main>
    </>
  );
}
