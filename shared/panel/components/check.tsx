import { Icon } from './icon';

/** A check box as a button: UXP knows no label for an input, and its own box cannot be styled. */
export function Check({ checked, label, hidden = false, onChange }: { readonly checked: boolean; readonly label: string; /** the name is told, not shown */ readonly hidden?: boolean; readonly onChange: (checked: boolean) => void }) {
  return (
    <button type="button" role="checkbox" className="pc-check" aria-checked={checked} aria-label={hidden ? label : undefined} onClick={() => { onChange(!checked); }}>
      <span className="pc-check-box">{checked && <Icon name="check" />}</span>
      {!hidden && <span className="pc-check-label">{label}</span>}
    </button>
  );
}
