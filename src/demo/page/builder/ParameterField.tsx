import { useState } from 'react';
import { Field, type Attributes } from './Field.tsx';
import { boundsText, valueText, type Control, type FormField } from './formFields.ts';

interface Edited {
  readonly field: FormField;
  readonly value: unknown;
  readonly issues: readonly { readonly message: string }[];
  /** `undefined`: left out, so that the stream uses its default. */
  onChange(value: unknown): void;
}

/** One parameter of a data stream. What the creator didn't set stays unset: its default is only shown. */
export function ParameterField(edited: Edited) {
  const { field, issues } = edited;
  const { control, label, description, required } = field;
  if (control.type === 'choices') return <Choices {...edited} options={control.options} />;
  const bounds = control.type === 'number' ? boundsText(control) : '';
  const name = (
    <>
      {label}
      {(required || bounds) && (
        <span className="quiet"> {[required && 'needed', bounds].filter(Boolean).join(', ')}</span>
      )}
    </>
  );
  return (
    <Field label={name} description={description} issues={issues}>
      {(attributes) => <Input {...edited} control={control} attributes={attributes} />}
    </Field>
  );
}

function Input({
  field,
  value,
  control,
  attributes,
  onChange,
}: Edited & { readonly control: Control; readonly attributes: Attributes }) {
  const placeholder = field.defaultText ?? '';
  if (control.type === 'choice' || control.type === 'yesOrNo') {
    const options =
      control.type === 'choice'
        ? control.options.map((option) => [option, option] as const)
        : ([
            ['yes', true],
            ['no', false],
          ] as const);
    const shown = value === undefined ? '' : valueText(value);
    return (
      <select
        {...attributes}
        value={shown}
        onChange={({ target }) => onChange(options.find(([text]) => text === target.value)?.[1])}
      >
        <option value="">{placeholder ? `${placeholder} (default)` : 'Not set'}</option>
        {shown !== '' && options.every(([text]) => text !== shown) && <option value={shown}>{shown}</option>}
        {options.map(([text]) => (
          <option key={text} value={text}>
            {text}
          </option>
        ))}
      </select>
    );
  }
  const read = readers[control.type] ?? readers.json;
  const write = control.type === 'json' ? (one: unknown) => JSON.stringify(one) : (one: unknown) => String(one);
  return (
    <Text
      value={value}
      read={read}
      write={write}
      placeholder={placeholder}
      attributes={attributes}
      isNumber={control.type === 'number'}
      onChange={onChange}
    />
  );
}

/** What a text means. One that can't be read is kept as a text: the service then says what the parameter has to be. */
const readers: Readonly<Record<string, (text: string) => unknown>> & { readonly json: (text: string) => unknown } = {
  number: (text) => (Number.isFinite(Number(text)) ? Number(text) : text),
  text: (text) => text,
  json: (text) => {
    try {
      return JSON.parse(text);
    } catch {
      return text;
    }
  },
};

function Text({
  value,
  read,
  write,
  placeholder,
  attributes,
  isNumber,
  onChange,
}: {
  readonly value: unknown;
  read(text: string): unknown;
  write(value: unknown): string;
  readonly placeholder: string;
  readonly attributes: Attributes;
  readonly isNumber: boolean;
  onChange(value: unknown): void;
}) {
  // What is typed, such as "1.", isn't always how its value is written.
  const [typed, setTyped] = useState({ text: value === undefined ? '' : write(value), value });
  const text = same(typed.value, value) ? typed.text : value === undefined ? '' : write(value);
  return (
    <input
      {...attributes}
      type="text"
      inputMode={isNumber ? 'decimal' : undefined}
      value={text}
      placeholder={placeholder}
      autoComplete="off"
      onChange={({ target }) => {
        const read_ = target.value.trim() === '' ? undefined : read(target.value);
        setTyped({ text: target.value, value: read_ });
        onChange(read_);
      }}
    />
  );
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

function Choices({ field, value, issues, options, onChange }: Edited & { readonly options: readonly string[] }) {
  const chosen: readonly unknown[] = Array.isArray(value) ? value : [];
  const { label, description, required, defaultText } = field;
  return (
    <fieldset className="boxes">
      <legend>
        {label}
        <span className="quiet"> {required ? 'needed' : defaultText && `${defaultText} if none is chosen`}</span>
      </legend>
      {description && <p className="quiet">{description}</p>}
      {[...new Set([...options, ...chosen.map(String)])].map((option) => (
        <label key={option}>
          <input
            type="checkbox"
            checked={chosen.includes(option)}
            onChange={({ target }) => {
              const left = chosen.filter((one) => one !== option);
              const next = target.checked ? [...left, option] : left;
              onChange(next.length === 0 ? undefined : next);
            }}
          />
          {option}
        </label>
      ))}
      {issues.map(({ message }, index) => (
        <p key={index} className="bad">
          {message}
        </p>
      ))}
    </fieldset>
  );
}
