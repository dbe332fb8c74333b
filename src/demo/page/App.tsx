import { lazy, Suspense, useEffect, useRef, type ComponentType } from 'react';
import { keepPerson, usePerson } from './api/person.ts';
import { SessionProvider } from './api/SessionProvider.tsx';
import { Home } from './home/Home.tsx';
import { Boundary, NotLoaded } from './parts/Boundary.tsx';
import { EmptyState } from './parts/EmptyState.tsx';
import { Header } from './parts/Header.tsx';
import { Skeleton } from './parts/Skeleton.tsx';
import type { RouteName } from './paths.ts';
import { Link, useRoute } from './router.tsx';

interface Shown {
  readonly title: string;
  /** `id`: what the address names. */
  readonly Page: ComponentType<{ readonly id: string }>;
}

/** What each route shows. All but the home are loaded when somebody goes there. */
const pages: Readonly<Record<RouteName, Shown>> = {
  home: { title: 'Home', Page: Home },
  directory: { title: 'Directory', Page: loaded(async () => (await import('./directory/Directory.tsx')).Directory) },
  moderation: {
    title: 'Moderation',
    Page: loaded(async () => (await import('./moderation/Moderation.tsx')).Moderation),
  },
  support: { title: 'Support', Page: loaded(async () => (await import('./support/Support.tsx')).Support) },
  clone: { title: 'Builder', Page: loaded(async () => (await import('./builder/Builder.tsx')).Builder) },
};

function loaded(load: () => Promise<Shown['Page']>): Shown['Page'] {
  return lazy(() =>
    load().then(
      (Page) => ({ default: Page }),
      (cause: unknown) => {
        throw new NotLoaded('A part of the page could not be loaded.', { cause });
      },
    ),
  );
}

/** The whole page: who is there, and what the address shows. */
export function App() {
  const person = usePerson();
  const route = useRoute();
  const { title, Page } = route === null ? nothing : pages[route.name];
  const key = `${person} ${route?.name} ${route?.id}`;
  const main = useFocusAfter(key);
  useEffect(() => {
    document.title = `${title} · Clone Service`;
  }, [title]);
  return (
    <Boundary key={person}>
      <Suspense fallback={<Skeleton cards={6} says="Signing in" />}>
        <SessionProvider person={person}>
          <Header person={person} onPerson={keepPerson} />
          <main ref={main} tabIndex={-1}>
            <Boundary key={key}>
              <Suspense fallback={<Skeleton cards={6} says="Loading" />}>
                <Page id={route?.id ?? ''} />
              </Suspense>
            </Boundary>
          </main>
        </SessionProvider>
      </Suspense>
    </Boundary>
  );
}

const nothing: Shown = {
  title: 'Nothing here',
  Page: () => (
    <EmptyState title="There is nothing at this address">
      <Link to="/">Go home</Link>
    </EmptyState>
  ),
};

/** Whoever follows a link reads on where the new page begins, as after a real page load. Another person stays at the switch. */
function useFocusAfter(key: string) {
  const main = useRef<HTMLElement>(null);
  const shown = useRef(key);
  useEffect(() => {
    const [person] = key.split(' ');
    const isMove = shown.current !== key && shown.current.split(' ')[0] === person;
    shown.current = key;
    if (!isMove) return;
    window.scrollTo(0, 0);
    main.current?.focus({ preventScroll: true });
  }, [key]);
  return main;
}
