/** What a form asks for one parameter. */
export interface FormField {
  readonly name: string;
  readonly label: string;
  readonly description: string | null;
  readonly control: Control;
  /** What the stream uses when it is left out, to be read; null: nothing. It is never written into the draft. */
  readonly defaultText: string | null;
  readonly required: boolean;
}

export type Control =
  | {
      readonly type: 'number';
      readonly whole: boolean;
      readonly minimum: number | null;
      readonly maximum: number | null;
    }
  | { readonly type: 'choice'; readonly options: readonly string[] }
  | { readonly type: 'choices'; readonly options: readonly string[] }
  | { readonly type: 'yesOrNo' }
  | { readonly type: 'text' }
  /** What has no control of its own here is written as JSON. */
  | { readonly type: 'json' };

type Schema = Readonly<Record<string, unknown>>;

/** The fields of a stream's `parametersSchema` (JSON Schema 2020-12), in its order; none for a stream without parameters. */
export function formFields(schema: Schema | null | undefined): readonly FormField[] {
  const required = listOf(schema?.['required']);
  return Object.entries(objectOf(schema?.['properties'])).map(([name, value]) => {
    const property = objectOf(value);
    return {
      name,
      label: textOf(property['title']) ?? name,
      description: textOf(property['description']),
      control: controlFor(property),
      defaultText: 'default' in property ? valueText(property['default']) : null,
      required: required.includes(name),
    };
  });
}

function controlFor(property: Schema): Control {
  const { type } = property;
  const options = choicesOf(property);
  if (options !== null) return { type: 'choice', options };
  if (type === 'integer' || type === 'number')
    return {
      type: 'number',
      whole: type === 'integer',
      minimum: numberOf(property['minimum']),
      maximum: numberOf(property['maximum']),
    };
  if (type === 'boolean') return { type: 'yesOrNo' };
  if (type === 'string') return { type: 'text' };
  const items = type === 'array' ? choicesOf(objectOf(property['items'])) : null;
  return items === null ? { type: 'json' } : { type: 'choices', options: items };
}

function choicesOf(property: Schema): readonly string[] | null {
  const values = listOf(property['enum']);
  return values.length > 0 && values.every((value) => typeof value === 'string') ? (values as readonly string[]) : null;
}

/** "1 to 500", "at least 0": what a number may be, to be read beside it. */
export function boundsText({
  minimum,
  maximum,
}: {
  readonly minimum: number | null;
  readonly maximum: number | null;
}): string {
  const [least, most] = [minimum, maximum].map((bound) => bound?.toLocaleString('en'));
  if (least !== undefined && most !== undefined) return `${least} to ${most}`;
  return least !== undefined ? `at least ${least}` : most !== undefined ? `at most ${most}` : '';
}

/** A parameter's value as one reads it. */
export function valueText(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return value.toLocaleString('en');
  if (Array.isArray(value)) return value.map(valueText).join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Parameters with one of them set. `undefined` leaves it out; without any there are none. */
export function withParameter(
  parameters: Schema | null | undefined,
  name: string,
  value: unknown,
): Readonly<Record<string, unknown>> | null {
  const { [name]: _, ...others } = parameters ?? {};
  const changed = value === undefined ? others : { ...parameters, [name]: value };
  return Object.keys(changed).length === 0 ? null : changed;
}

const objectOf = (value: unknown): Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Schema) : {};
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null);
