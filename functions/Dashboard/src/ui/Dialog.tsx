import type { ComponentChildren, JSX } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { Icon } from './Icon';

interface Props {
  title: string;
  onClose: () => void;
  children: ComponentChildren;
}

/** What is shown over the page until it is closed: by its button, Escape, or a click beside it. The browser keeps the focus in it. */
export function Dialog({ title, onClose, children }: Props): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    const element = dialog.current!;
    element.showModal();

    // Closing gives the focus back to what had it.
    return () => element.close();
  }, []);
  return (
    <dialog
      class="dialog" ref={dialog} aria-labelledby={id} onCancel={event => { event.preventDefault(); onClose(); }}
      onClick={event => { if (event.target === dialog.current) { onClose(); } }} onKeyDown={event => event.stopPropagation()}
    >
      <div class="dialog-body">
        <header class="panel-head">
          <h2 id={id} translate={false}>{title}</h2>
          <span class="panel-actions"><button type="button" class="button quiet" onClick={onClose} title="Close"><Icon name="close" /><span class="visually-hidden">Close</span></button></span>
        </header>
        {children}
      </div>
    </dialog>
  );
}
