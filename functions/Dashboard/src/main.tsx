import { render } from 'preact';
import { App } from './App';
import { ErrorBoundary } from './ui/ErrorBoundary';
import { applyTheme } from './ui/theme';

applyTheme();
render(<ErrorBoundary><App /></ErrorBoundary>, document.getElementById('root')!);
