import './workers.ts';
import 'graphiql/style.css';
import './page.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ClonePage } from './ClonePage.tsx';
import { takePreload } from './preload.ts';
import { signInAs } from './signInAs.ts';

await signInAs(window.location);
const container = document.getElementById('page');
if (container !== null) {
  createRoot(container).render(
    <StrictMode>
      <ClonePage preload={takePreload(window.location, window.history)} />
    </StrictMode>,
  );
}
