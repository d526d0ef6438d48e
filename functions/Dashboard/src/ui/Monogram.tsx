import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useImageOrigins } from '../session/session';
import { pictureOf } from './picture';

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

/** Stands for a user, a template or an app: its picture where that may be shown, else initials. */
export function Monogram({ name, image = '', shape }: Props): JSX.Element {
  const [broken, setBroken] = useState('');
  const picture = pictureOf(image, useImageOrigins());
  return (
    <span class={`monogram ${shape} hue-${hueOf(name)}`} aria-hidden="true" translate={false}>
      {picture !== null && picture !== broken ? <img src={picture} alt="" loading="lazy" referrerpolicy="no-referrer" onError={() => setBroken(picture)} /> : initialsOf(name)}
    </span>
  );
}
