import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { ApiError, type Query } from '../api/client';
import { usePrivacy } from '../privacy/privacy';
import { useSubject } from '../sections/answers';
import { loadEverything } from '../sections/inView';
import { useSignedIn } from '../session/session';
import { Icon } from '../ui/Icon';
import { Popover } from '../ui/Popover';
import { answerSections, isShown, save, sections, type AnswerSection, type Section } from './exports';

/** Saves what is shown: all of it or one panel as CSV, or the page on paper. */
export function ExportMenu({ query }: { query: Query }): JSX.Element {
  const privacy = usePrivacy();
  return (
    <Popover label={<><Icon name="download" /><span>Export</span></>} name="Export" align="end" class="export-menu">
      {close => (
        <ul class="items">
          <li><SaveItem query={query} title="Everything" onSaved={close} isFirst /></li>
          {Object.entries(sections).filter(([section]) => isShown(section as Section, privacy)).map(([section, title]) => (
            <li key={section}><SaveItem query={query} section={section as Section} title={title} onSaved={close} /></li>
          ))}
          <li class="separate">
            <button type="button" class="item" onClick={() => { close(); void loadEverything().then(print); }}><span><Icon name="print" />Print the report</span></button>
          </li>
        </ul>
      )}
    </Popover>
  );
}

interface ItemProps {
  query: Query;
  section?: Section;
  title: string;
  isFirst?: boolean;
  onSaved: () => void;
}

function SaveItem({ query, section, title, isFirst, onSaved }: ItemProps): JSX.Element {
  const [start, failure, isBusy] = useSave(query, section, onSaved);
  return (
    <button type="button" class="item" aria-disabled={isBusy} data-autofocus={isFirst ? '' : undefined} onClick={start}>
      {title}<span class="faint">CSV</span>
      {failure !== '' && <span class="item-failure" role="alert">{failure}</span>}
    </button>
  );
}

/** The same for the panel of a section, which is of what the section is of. */
export function AnswerSaveButton({ section, ...more }: { section: AnswerSection } & Query): JSX.Element {
  const { view, scope } = useSubject();
  return <SaveButton query={{ ...scope, interval: view.interval, timezone: view.zone, ...more }} section={section} />;
}

/** The same for one panel, at its head. */
export function SaveButton({ query, section }: { query: Query; section: Section | AnswerSection }): JSX.Element {
  const [start, failure, isBusy] = useSave(query, section, () => {});
  const name = `Save ${{ ...sections, ...answerSections }[section]} as CSV`;
  return (
    <>
      {failure !== '' && <span class="badge stale" role="alert">{failure}</span>}
      <button type="button" class="button quiet" aria-disabled={isBusy} title={name} onClick={start}>
        <Icon name="download" /><span class="visually-hidden">{name}</span>
      </button>
    </>
  );
}

function useSave(query: Query, section: Section | AnswerSection | undefined, onSaved: () => void): [() => void, string, boolean] {
  const { client } = useSignedIn();
  const [failure, setFailure] = useState('');
  const [isBusy, setBusy] = useState(false);

  // A button that is busy is not `disabled`: that would take the focus from it, and with it Escape from its menu.
  const start = (): void => {
    if (isBusy) {
      return;
    }

    setBusy(true);
    setFailure('');
    save(client, query, section)
      .then(onSaved, (error: unknown) => setFailure(error instanceof ApiError ? error.message : 'The file could not be saved.'))
      .finally(() => setBusy(false));
  };
  return [start, failure, isBusy];
}
