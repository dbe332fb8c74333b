import { useId, type ReactNode } from 'react';
import './field.css';

/** What ties a control to its label and to what is said about it. */
export interface Attributes {
  readonly id: string;
  readonly 'aria-describedby': string;
  readonly 'aria-invalid': boolean;
}

/** A control with its label, what it is for, and what is wrong with it. */
export function Field({
  label,
  description,
  issues,
  children,
}: {
  readonly label: ReactNode;
  readonly description?: string | null | undefined;
  readonly issues: readonly { readonly message: string }[];
  children(attributes: Attributes): ReactNode;
}) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({ id, 'aria-describedby': `${id}-about`, 'aria-invalid': issues.length > 0 })}
      <div id={`${id}-about`} className="about">
        {description && <p className="quiet">{description}</p>}
        {issues.map(({ message }, index) => (
          <p key={index} className="bad">
            {message}
          </p>
        ))}
      </div>
    </div>
  );
}
