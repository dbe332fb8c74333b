import type { ReactNode } from 'react';
import './card.css';

/** One thing in a list. `isUnknown`: part of it couldn't be read. */
export function Card({
  title,
  badge,
  isUnknown = false,
  children,
}: {
  readonly title: ReactNode;
  readonly badge?: ReactNode;
  readonly isUnknown?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <li className={isUnknown ? 'card unknown' : 'card'} tabIndex={-1}>
      <div className="card-top">
        <h3>{title}</h3>
        {badge}
      </div>
      {children}
    </li>
  );
}
