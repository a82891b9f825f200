import { useRef, type KeyboardEvent } from 'react';

export interface TabEntry<Id extends string> { readonly id: Id; readonly label: string }

/** A row of tabs; arrow keys move between them. */
export function Tabs<Id extends string>({ entries, chosen, label, onChoose }: { readonly entries: readonly TabEntry<Id>[]; readonly chosen: Id; readonly label: string; readonly onChoose: (id: Id) => void }) {
  const row = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    const next = (entries.findIndex(({ id }) => id === chosen) + by + entries.length) % entries.length;
    onChoose(entries[next]!.id);
    (row.current?.children[next] as HTMLElement | undefined)?.focus();
  };
  return (
    <div className="pc-tabs" role="tablist" aria-label={label} ref={row} onKeyDown={move}>
      {entries.map(({ id, label: name }) => (
        <button key={id} id={`pc-tab-${id}`} type="button" role="tab" className="pc-tab" aria-selected={id === chosen} aria-controls="pc-tab-panel" tabIndex={id === chosen ? 0 : -1} onClick={() => { onChoose(id); }}>{name}</button>
      ))}
    </div>
  );
}
