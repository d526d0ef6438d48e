import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** How far, in CSS pixels, a pointer moves before it marks rather than points. */
const slack = 6;

export interface Pick {
  /** The place that is pointed at; null for none. */
  active: number | null;
  /** The places from one to another that are marked, both included. */
  marked: [number, number] | null;
  clear: () => void;
  handlers: {
    onPointerDown: (event: PointerEvent) => void;
    onPointerMove: (event: PointerEvent) => void;
    onPointerUp: (event: PointerEvent) => void;
    onPointerCancel: () => void;
    onPointerLeave: (event: PointerEvent) => void;
    onKeyDown: (event: KeyboardEvent) => void;
    onBlur: (event: FocusEvent) => void;
  };
}

interface Options {
  count: number;
  /** The place at a point of the window. */
  placeAt: (clientX: number, clientY: number) => number;
  /** Takes the places that were marked; without it nothing can be. */
  onMark?: ((from: number, to: number) => void) | undefined;
  /** Opens what is behind a place. */
  onOpen?: ((place: number) => void) | undefined;
  /** How far up and down go, where places have rows. */
  rowLength?: number;
}

/**
 * What of a chart is pointed at, marked and opened. A mouse points by being there, marks by dragging and opens by a click. A finger
 * points by a tap, opens by another on the same place, and marks by dragging; what it marked is taken when a button is pressed. Keys
 * point with the arrows, mark with Shift and the arrows, and open, or take what is marked, with Enter.
 */
export function usePick(root: RefObject<HTMLElement | null>, { count, placeAt, onMark, onOpen, rowLength }: Options): Pick {
  const [active, setActive] = useState<number | null>(null);
  const [marked, setMarked] = useState<[number, number] | null>(null);
  const [start, setStart] = useState<{ x: number; place: number; wasActive: boolean } | null>(null);
  const clear = (): void => {
    setActive(null);
    setMarked(null);
    setStart(null);
  };

  // A finger leaves the screen with every tap: what it showed stays until the next one, wherever that is.
  useEffect(() => {
    if (active === null) {
      return undefined;
    }

    const elsewhere = (event: Event): void => {
      if (!root.current?.contains(event.target as Node)) {
        clear();
      }
    };
    document.addEventListener('pointerdown', elsewhere);
    return () => document.removeEventListener('pointerdown', elsewhere);
  }, [active === null]);

  const within = (place: number): number => Math.min(count - 1, Math.max(0, place));
  const between = (one: number, other: number): [number, number] => [Math.min(one, other), Math.max(one, other)];
  const isOnButton = (event: Event): boolean => event.target instanceof Element && event.target.closest('button') !== null;

  const onPointerDown = (event: PointerEvent): void => {
    if (count === 0 || event.button !== 0 || isOnButton(event)) {
      return;
    }

    const place = within(placeAt(event.clientX, event.clientY));
    setStart({ x: event.clientX, place, wasActive: active === place && marked === null });
    setActive(place);
    setMarked(null);
  };
  const onPointerMove = (event: PointerEvent): void => {
    if (count === 0 || isOnButton(event) || (event.pointerType !== 'mouse' && start === null)) {
      return;
    }

    const place = within(placeAt(event.clientX, event.clientY));
    setActive(place);
    if (start !== null && onMark !== undefined && (marked !== null || Math.abs(event.clientX - start.x) > slack)) {
      root.current?.setPointerCapture(event.pointerId);
      setMarked(between(start.place, place));
    }
  };
  const onPointerUp = (event: PointerEvent): void => {
    setStart(null);
    if (start === null) {
      return;
    }

    const isMouse = event.pointerType === 'mouse';
    if (marked === null) {
      if (isMouse || start.wasActive) {
        onOpen?.(start.place);
      }
    } else if (isMouse) {
      clear();
      onMark?.(...marked);
    }
  };
  const onPointerLeave = (event: PointerEvent): void => {
    if (event.pointerType === 'mouse' && start === null) {
      clear();
    }
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const last = count - 1;
    const row = rowLength ?? 0;
    const steps: Record<string, number> = {
      ArrowLeft: (active ?? last + 1) - 1, ArrowRight: (active ?? -1) + 1, Home: 0, End: last,
      ...(row > 0 && { ArrowUp: (active ?? row) - row, ArrowDown: (active ?? -row) + row }),
    };
    const to = steps[event.key];
    if (isOnButton(event)) {
      return;
    }

    if (to !== undefined && count > 0) {
      event.preventDefault();
      const place = row > 0 && (to < 0 || to > last) ? active ?? 0 : within(to);
      setMarked(event.shiftKey && onMark !== undefined && active !== null ? extended(marked, active, place) : null);
      setActive(place);
    } else if (event.key === 'Enter' && active !== null) {
      event.preventDefault();
      if (marked === null) {
        onOpen?.(active);
      } else {
        clear();
        onMark?.(...marked);
      }
    } else if (event.key === 'Escape' && (active !== null || marked !== null)) {
      event.stopPropagation();
      clear();
    }
  };
  // The end that moves is the one that is pointed at.
  const extended = (was: [number, number] | null, from: number, place: number): [number, number] =>
    between(was === null ? from : was[0] === from ? was[1] : was[0], place);
  const onBlur = (event: FocusEvent): void => {
    if (!root.current?.contains(event.relatedTarget as Node | null)) {
      clear();
    }
  };
  return { active, marked, clear, handlers: { onPointerDown, onPointerMove, onPointerUp, onPointerCancel: clear, onPointerLeave, onKeyDown, onBlur } };
}
