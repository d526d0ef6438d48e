import type { ComponentChildren, JSX } from 'preact';
import { Icon } from '../ui/Icon';
import { Popover } from '../ui/Popover';

/** How the figures of a panel come about, for who asks. */
export function Explanation({ of, title = `How ${of} is counted`, children }: { of: string; title?: string; children: ComponentChildren }): JSX.Element {
  return (
    <Popover
      label={<><Icon name="info" /><span class="visually-hidden">{title}</span></>}
      name={title} align="end" class="explanation" isQuiet
    >
      {close => (
        <div class="explanation-text">
          {children}
          <button type="button" class="button" data-autofocus="" onClick={close}>Close</button>
        </div>
      )}
    </Popover>
  );
}
