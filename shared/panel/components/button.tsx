import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon';

interface ButtonProps {
  readonly children?: ReactNode;
  readonly icon?: IconName;
  /** name for screen readers and tooltip, where there is no text */
  readonly label?: string;
  readonly look?: 'primary' | 'plain' | 'quiet';
  readonly pressed?: boolean;
  readonly expanded?: boolean;
  readonly disabled?: boolean;
  readonly submit?: boolean;
  readonly onClick?: () => void;
}

export function Button({ children, icon, label, look = 'plain', pressed, expanded, disabled = false, submit = false, onClick }: ButtonProps) {
  return (
    <button
      type={submit ? 'submit' : 'button'} className={`pc-button pc-button-${look}${children === undefined ? ' pc-button-icon' : ''}`}
      aria-label={label} title={label} aria-pressed={pressed} aria-expanded={expanded} disabled={disabled} onClick={onClick}
    >
      {icon !== undefined && <Icon name={icon} />}
      {children !== undefined && <span className="pc-button-text">{children}</span>}
    </button>
  );
}
