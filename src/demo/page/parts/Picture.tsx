import { useState } from 'react';
import './picture.css';

/** A clone's picture; its initial where it has none, or where the page's policy doesn't allow its host. Both have the same size. */
export function Picture({ name, url }: { readonly name: string; readonly url: string | null | undefined }) {
  const [broken, setBroken] = useState<string | null>(null);
  if (url && url !== broken) {
    return (
      <img
        className="picture"
        src={url}
        alt=""
        width={40}
        height={40}
        loading="lazy"
        referrerPolicy="no-referrer"
        onError={() => setBroken(url)}
      />
    );
  }
  return (
    <span className="picture" aria-hidden="true">
      {Array.from(name).at(0)}
    </span>
  );
}
