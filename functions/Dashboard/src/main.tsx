import { render } from 'preact';
import { App } from './App';
import { applyTheme } from './ui/theme';
import { ViewBoundary } from './ui/ViewBoundary';
import { keepTextWhole } from './ui/wholeText';

applyTheme();
keepTextWhole();
render(<ViewBoundary view="all"><App /></ViewBoundary>, document.getElementById('root')!);
