import { useEffect, useState } from 'react';
import { useParameter } from '../router.tsx';

/** How long somebody pauses who has typed what they look for, in milliseconds. */
const pause = 300;

/** A text field that the address keeps, so that a reload or a link has it. `settled` follows `typed` after a pause. */
export function useTypedParameter(name: string) {
  const [settled, settle] = useParameter(name);
  const [typed, type] = useState(settled);
  const [known, setKnown] = useState(settled);
  // The address changed: by the pause below, or because somebody followed a link.
  if (known !== settled) {
    setKnown(settled);
    type(settled);
  }
  useEffect(() => {
    if (typed === settled) return undefined;
    const timer = setTimeout(() => settle(typed), pause);
    return () => clearTimeout(timer);
  }, [typed, settled, settle]);
  return { typed, type, settled };
}
