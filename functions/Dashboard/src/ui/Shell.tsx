import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import { ApiError } from '../api/client';
import { mayCompare, useSignedIn } from '../session/session';
import type { Route } from '../view/location';
import { BrowserNotes } from './BrowserNotes';
import { Icon } from './Icon';
import { Link } from './Link';
import { Logo } from './Logo';
import { Monogram } from './Monogram';
import { Popover } from './Popover';
import { useTheme } from './theme';

/** What is around every view: the way to the others, the theme and who is signed in. */
export function Shell({ route, children }: { route: Route; children: ComponentChildren }): JSX.Element {
  const { me } = useSignedIn();
  const [theme, toggleTheme] = useTheme();
  const other = theme === 'dark' ? 'light' : 'dark';
  return (
    <>
      <a class="skip" href="#main">Skip to the content</a>
      <header class="top">
        <Link href="/" class="brand"><Logo /><span>Template Insights</span></Link>
        <nav aria-label="Views">
          <Link href="/" current={route.page === 'templates' || route.page === 'template'}>Templates</Link>
          {mayCompare(me) && <Link href="/deployment" current={route.page === 'deployment'}>Deployment</Link>}
        </nav>
        <button type="button" class="button quiet" title={`Use the ${other} theme`} onClick={toggleTheme}>
          <Icon name={theme === 'dark' ? 'sun' : 'moon'} /><span class="visually-hidden">Use the {other} theme</span>
        </button>
        <Popover label={<Monogram name={me.name || me.username} image={me.avatar_url} shape="round" />} name="Account" prefix={`Account of ${me.username}`} align="end" class="account">
          {() => (
            <>
              <p class="account-name" translate={false}>{me.name || me.username}<span class="faint">{me.username}</span></p>
              <Link href="/me" class="item"><span><Icon name="users" />What is known of you</span></Link>
              <SignOut />
            </>
          )}
        </Popover>
      </header>
      <main id="main" tabIndex={-1}><BrowserNotes />{children}</main>
    </>
  );
}

function SignOut(): JSX.Element {
  const { signOut } = useSignedIn();
  const [failure, setFailure] = useState('');
  const [isBusy, setBusy] = useState(false);
  const start = (): void => {
    if (!isBusy) {
      setBusy(true);
      signOut().catch((error: unknown) => {
        setBusy(false);
        setFailure(`You are still signed in. ${error instanceof ApiError ? error.message : ''}`);
      });
    }
  };
  return (
    <button type="button" class="item" data-autofocus="" aria-disabled={isBusy} onClick={start}>
      <span><Icon name="signOut" />Sign out</span>
      {failure !== '' && <span class="item-failure" role="alert">{failure}</span>}
    </button>
  );
}
