import type { JSX } from 'preact';
import { useState } from 'preact/hooks';

const hues = 8;

/** Which of the palette's hues belongs to a name: always the same one. */
function hueOf(text: string): number {
  let hash = 0;
  for (const character of text) {
    hash = (hash * 31 + character.codePointAt(0)!) >>> 0;
  }

  return hash % hues;
}

/** The first letters of the first two words. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s._@-]+/).filter(Boolean);
  const letters = (words.length > 1 ? [words[0]!, words[1]!] : [words[0] ?? '?']).map(word => [...word][0] ?? '');
  return letters.join('').toLocaleUpperCase();
}

interface Props {
  name: string;
  image?: string;
  shape: 'round' | 'square';
}

/**
 * Stands for a user or a template. Pictures elsewhere may not be loaded (the page has no foreign origin), so only one that is in
 * its URL is shown; initials else.
 */
export function Monogram({ name, image = '', shape }: Props): JSX.Element {
  const [isBroken, setBroken] = useState(false);
  const hasImage = image.startsWith('data:image/') && !isBroken;
  return (
    <span class={`monogram ${shape} hue-${hueOf(name)}`} aria-hidden="true">
      {hasImage ? <img src={image} alt="" onError={() => setBroken(true)} /> : initialsOf(name)}
    </span>
  );
}
