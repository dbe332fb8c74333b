import { people, type Person } from '../../people.ts';
import { Link } from '../router.tsx';
import './header.css';
import { Sources } from './Sources.tsx';

const names = Object.keys(people) as readonly Person[];

/** What is on top of each page: where one can go, who one is, and which sources answer. */
export function Header({ person, onPerson }: { readonly person: Person; readonly onPerson: (person: Person) => void }) {
  return (
    <header className="top">
      <nav aria-label="Pages">
        <Link to="/" className="product">
          Clone Service <span>demo</span>
        </Link>
        <Link to="/directory">Directory</Link>
        <Link to="/moderation">Moderation</Link>
      </nav>
      <label>
        You are{' '}
        <select value={person} onChange={({ target }) => onPerson(target.value as Person)}>
          {names.map((name) => (
            <option key={name} value={name}>
              {name}, {people[name].is}
            </option>
          ))}
        </select>
      </label>
      <Sources />
    </header>
  );
}
