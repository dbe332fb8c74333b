import type { ComponentType } from 'react';
import type { Person } from '../../people.ts';
import { useSession } from '../api/SessionProvider.tsx';
import { MyClones } from './MyClones.tsx';
import { OperatorHome } from './OperatorHome.tsx';
import { ServiceHome } from './ServiceHome.tsx';

/** What each person asks first. */
const homes: Readonly<Record<Person, ComponentType>> = {
  alice: MyClones,
  bob: MyClones,
  backer: MyClones,
  contest: ServiceHome,
  olga: OperatorHome,
};

export function Home() {
  const Mine = homes[useSession().person];
  return <Mine />;
}
