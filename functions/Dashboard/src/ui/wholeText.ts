import { Fragment, h, options, type ComponentChild, type ComponentChildren, type VNode } from 'preact';

// A browser that translates a page takes text nodes out of it and puts elements of its own (`font`) in their place. A change
// written into a node that was taken out is never seen, and what stands in its place stays for ever. Elements are left in place:
// so text is changed by changing the element that has it.

type Host = VNode<{ children?: ComponentChildren; role?: string; tabIndex?: number; 'aria-live'?: string }>;

/** Elements that have to last when their text changes: the focus may be on them, or somebody listens to them. */
const lasting = new Set(['a', 'button', 'h1', 'select', 'summary']);
const listened = new Set(['status', 'alert', 'dialog']);

/**
 * From now on an element has either nothing but text, and then another text makes it another element, or nothing but elements.
 * Preact calls this for whatever is to be shown.
 */
export function keepTextWhole(): void {
  const before = options.vnode;
  options.vnode = vnode => {
    wholeText(vnode as Host);
    before?.(vnode);
  };
}

function wholeText(vnode: Host): void {
  const { children } = vnode.props;
  const parts = joined(Array.isArray(children) ? children : [children]);
  if (!parts.some(isText)) {
    return;
  }

  if (typeof vnode.type === 'string' && parts.length === 1 && !isLasting(vnode)) {
    vnode.key = vnode.key === undefined ? parts[0] : `${vnode.key} ${String(parts[0])}`;
    vnode.props.children = parts[0] as ComponentChild;
  } else if (typeof vnode.type === 'string' || vnode.type === Fragment) {
    vnode.props.children = parts.map(part => (isText(part) ? h('span', null, part as ComponentChild) : part as ComponentChild));
  }
}

/** Without what shows nothing at the ends, and with neighbouring texts as one; what shows nothing keeps its place among elements. */
function joined(children: unknown[]): unknown[] {
  const parts: unknown[] = [];
  for (const child of children) {
    if (isText(child) && isText(parts.at(-1))) {
      parts[parts.length - 1] = `${String(parts.at(-1))}${String(child)}`;
    } else {
      parts.push(child);
    }
  }

  const shown = parts.filter(part => !isNothing(part));
  return shown.length === 1 && isText(shown[0]) ? shown : parts;
}

const isText = (child: unknown): boolean => (typeof child === 'string' && child !== '') || typeof child === 'number';
const isNothing = (child: unknown): boolean => child === null || child === undefined || typeof child === 'boolean' || child === '';

function isLasting({ type, props, ref }: Host): boolean {
  return lasting.has(type as string) || listened.has(props.role ?? '') || props.tabIndex !== undefined || props['aria-live'] !== undefined || ref != null;
}

/** Marks a drawing as not for translation: elements of SVG have no property for it, as those of HTML have. */
export const asItIs: object = { translate: 'no' };
