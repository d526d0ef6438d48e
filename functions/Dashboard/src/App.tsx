import type { JSX } from 'preact';
import { DeploymentPage } from './pages/DeploymentPage';
import { SignInPage } from './pages/SignInPage';
import { TemplatePage } from './pages/TemplatePage';
import { TemplatesPage } from './pages/TemplatesPage';
import { SignedInProvider, useSession } from './session/session';
import { Notice } from './ui/Notice';
import { Shell } from './ui/Shell';
import { usePlace, type Place } from './view/location';

/** The whole page: the sign-in, or the view that the address asks for. */
export function App(): JSX.Element {
  const session = useSession();
  const place = usePlace();
  switch (session.state) {
    case 'starting':
      return <main class="starting" aria-busy="true"><span class="visually-hidden" role="status">Signing in</span></main>;
    case 'signed-out':
      return <SignInPage notice={session.notice} signIn={session.signIn} />;
    case 'failed':
      return (
        <main class="starting">
          <Notice icon="alert" title={session.error.message}>
            <p>{session.error.detail}</p>
            <button type="button" class="button" onClick={session.retry}>Try again</button>
          </Notice>
        </main>
      );
    case 'signed-in':
      return <SignedInProvider value={session}><Shell route={place.route}><View place={place} /></Shell></SignedInProvider>;
  }
}

function View({ place: { route, query } }: { place: Place }): JSX.Element {
  switch (route.page) {
    case 'template':
      return <TemplatePage id={route.id} query={query} />;
    case 'deployment':
      return <DeploymentPage query={query} />;
    case 'templates':
      return <TemplatesPage query={query} />;
  }
}
