import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';

interface Props {
  /** What opens. */
  name: string;
  /** What the button shows. */
  label: ComponentChildren;
  /** Said before what is shown, for who does not see what it is about. */
  prefix?: string;
  align?: 'start' | 'end';
  class?: string;
  isQuiet?: boolean;
  children: (close: () => void) => ComponentChildren;
}

/** A button with a panel below it, which Escape, a click elsewhere and moving on with Tab close. */
export function Popover({ name, label, prefix, align = 'start', class: className = '', isQuiet = false, children }: Props): JSX.Element {
  const [isOpen, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  const close = (): void => {
    setOpen(false);
    button.current?.focus();
  };

  // At once: what closes the sheet right away must not find that the focus comes later.
  useLayoutEffect(() => {
    if (isOpen) {
      root.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus();
    }
  }, [isOpen]);

  useEffect(() => {
    if (!isOpen) {
      return undefined;
    }

    const outside = (event: Event): void => {
      if (!root.current?.contains(event.target as Node)) {
        setOpen(false);
      }
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [isOpen]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && isOpen) {
      event.stopPropagation();
      close();
    }
  };
  const onFocusOut = (event: FocusEvent): void => {
    if (event.relatedTarget !== null && !root.current?.contains(event.relatedTarget as Node)) {
      setOpen(false);
    }
  };
  return (
    <div class={`popover ${className}`} ref={root} onKeyDown={onKeyDown} onFocusOut={onFocusOut}>
      <button
        type="button" class={`button${isQuiet ? ' quiet' : ''}`} ref={button} aria-haspopup="dialog" aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined} onClick={() => setOpen(!isOpen)}
      >
        {prefix !== undefined && <span class="visually-hidden">{prefix} </span>}
        {label}
      </button>
      {isOpen && <div class={`sheet ${align}`} id={id} role="dialog" aria-label={name}>{children(close)}</div>}
    </div>
  );
}
