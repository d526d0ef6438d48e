import type { JSX } from 'preact';
import { DeploymentPage } from './pages/DeploymentPage';
import { NoScopePage } from './pages/NoScopePage';
import { SignInPage } from './pages/SignInPage';
import { TemplatePage } from './pages/TemplatePage';
import { TemplatesPage } from './pages/TemplatesPage';
import { UnknownPage } from './pages/UnknownPage';
import { UserPage } from './pages/UserPage';
import { SignedInProvider, useSession } from './session/session';
import { useArrival } from './ui/arrival';
import { Notice } from './ui/Notice';
import { Shell } from './ui/Shell';
import { ViewBoundary } from './ui/ViewBoundary';
import { usePlace, type Place } from './view/location';

/** The whole page: the sign-in, or the view that the address asks for. */
export function App(): JSX.Element {
  const session = useSession();
  const place = usePlace();
  useArrival(session.state === 'signed-in' ? JSON.stringify(place.route) : session.state);
  switch (session.state) {
    case 'starting':
      return <main class="starting" aria-busy="true"><p class="faint" role="status">Signing in</p></main>;
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
      return (
        <SignedInProvider value={session}>
          <Shell route={place.route}>
            <ViewBoundary view={viewOf(place)}>{session.me.permissions.read ? <View place={place} /> : <NoScopePage me={session.me} />}</ViewBoundary>
          </Shell>
        </SignedInProvider>
      );
  }
}

// Another view gets another chance.
const viewOf = ({ route }: Place): string => ('id' in route ? `${route.page} ${route.id}` : route.page);

function View({ place: { route, query } }: { place: Place }): JSX.Element {
  switch (route.page) {
    case 'template':
      return <TemplatePage id={route.id} query={query} />;
    case 'deployment':
      return <DeploymentPage query={query} />;
    case 'user':
      return <UserPage id={route.id} query={query} />;
    case 'templates':
      return <TemplatesPage query={query} />;
    case 'unknown':
      return <UnknownPage />;
  }
}
