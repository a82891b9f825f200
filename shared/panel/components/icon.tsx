const PATHS = {
  undo: 'M6 3 L2.5 6.5 L6 10 M3 6.5 H9.5 A3.5 3.5 0 0 1 9.5 13.5 H7',
  redo: 'M10 3 L13.5 6.5 L10 10 M13 6.5 H6.5 A3.5 3.5 0 0 0 6.5 13.5 H9',
  close: 'M4 4 L12 12 M12 4 L4 12',
  open: 'M4 6.5 L8 10.5 L12 6.5',
  closed: 'M6.5 4 L10.5 8 L6.5 12',
  copy: 'M5.5 5.5 V3 H13 V10.5 H10.5 M3 5.5 H10.5 V13 H3 Z',
  plus: 'M8 3 V13 M3 8 H13',
  minus: 'M3 8 H13',
  check: 'M3.5 8.5 L6.5 11.5 L12.5 4.5',
  after: 'M2.5 3.5 H13.5 V12.5 H2.5 Z',
  before: 'M2.5 3.5 H13.5 V12.5 H2.5 Z M5 10 L8 6 L11 10',
  split: 'M2.5 3.5 H13.5 V12.5 H2.5 Z M8 2 V14',
  side: 'M2.5 3.5 H7 V12.5 H2.5 Z M9 3.5 H13.5 V12.5 H9 Z',
  clipping: 'M8 2.5 L14 13 H2 Z M8 6.5 V9.5 M8 11 V11.6',
  help: 'M8 14 A6 6 0 1 1 8 2 A6 6 0 1 1 8 14 M6.2 6.4 A1.8 1.8 0 1 1 8.6 8 Q8 8.3 8 9.2 M8 11 V11.6',
  apps: 'M6.8 9.2 L9.2 6.8 M7.4 4.8 L8.9 3.3 A2.7 2.7 0 0 1 12.7 7.1 L11.2 8.6 M8.6 11.2 L7.1 12.7 A2.7 2.7 0 0 1 3.3 8.9 L4.8 7.4',
  save: 'M8 2.5 V10 M5 7.2 L8 10.2 L11 7.2 M3 12.8 H13',
} as const;
export type IconName = keyof typeof PATHS;

/** A line drawing of 16 by 16; decoration only, so the control around it carries the name. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className="pc-icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} fill="none" stroke="currentColor" strokeWidth="1.3" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
