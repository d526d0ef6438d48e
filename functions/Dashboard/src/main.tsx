import { render } from 'preact';
import { App } from './App';
import { applyTheme } from './ui/theme';

applyTheme();
render(<App />, document.getElementById('root')!);
