import { useState } from 'preact/hooks';
import { browserStorage } from '../session/storage';

type Theme = 'light' | 'dark';

const key = 'insights.theme';
const dark = matchMedia('(prefers-color-scheme: dark)');

/** Shows the theme that was chosen before; without a choice the style sheet follows the system. */
export function applyTheme(): void {
  const chosen = browserStorage.get(key);
  if (chosen === 'light' || chosen === 'dark') {
    document.documentElement.dataset['theme'] = chosen;
  }
}

/** The theme that is shown, and how to change to the other one. */
export function useTheme(): [Theme, () => void] {
  const [theme, setTheme] = useState<Theme>(() => (document.documentElement.dataset['theme'] as Theme | undefined) ?? (dark.matches ? 'dark' : 'light'));
  const toggle = (): void => {
    const next = theme === 'dark' ? 'light' : 'dark';
    document.documentElement.dataset['theme'] = next;
    browserStorage.set(key, next);
    setTheme(next);
  };
  return [theme, toggle];
}
