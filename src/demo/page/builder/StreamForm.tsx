import type { DataStream } from './draft.ts';
import type { Catalog } from './Editor.tsx';
import { Field } from './Field.tsx';
import { formFields, withParameter } from './formFields.ts';
import { issuesAt, type Issue } from './issues.ts';
import { ParameterField } from './ParameterField.tsx';

/** A data stream's form: which one, which interval, and what the catalog's JSON Schema asks for. */
export function StreamForm({
  block,
  streams,
  issues,
  onChange,
}: {
  readonly block: DataStream;
  readonly streams: Catalog['streams'];
  readonly issues: readonly Issue[];
  onChange(change: Partial<DataStream>): void;
}) {
  const { blockId, stream, interval, parameters } = block;
  const definition = streams.find(({ key }) => key === stream);
  const intervals = definition?.intervals ?? [];
  return (
    <>
      <Field label="Stream" description={definition?.description} issues={issuesAt(issues, blockId, 'stream')}>
        {(attributes) => (
          <select
            {...attributes}
            value={stream}
            onChange={({ target }) => onChange({ stream: target.value, interval: null, parameters: null })}
          >
            {definition === undefined && <option value={stream}>{stream}</option>}
            {streams.map(({ key, displayName }) => (
              <option key={key} value={key}>
                {displayName}
              </option>
            ))}
          </select>
        )}
      </Field>
      {(intervals.length > 0 || interval) && (
        <Field label="Interval" issues={issuesAt(issues, blockId, 'interval')}>
          {(attributes) => (
            <select
              {...attributes}
              value={interval ?? ''}
              onChange={({ target }) => onChange({ interval: target.value || null })}
            >
              <option value="">{intervals.length > 0 ? 'Choose one' : 'None'}</option>
              {interval && !intervals.includes(interval) && <option value={interval}>{interval}</option>}
              {intervals.map((one) => (
                <option key={one} value={one}>
                  {one}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      {formFields(definition?.parametersSchema).map((field) => (
        <ParameterField
          key={`${stream} ${field.name}`}
          field={field}
          value={parameters?.[field.name]}
          issues={issuesAt(issues, blockId, 'parameters', field.name)}
          onChange={(value) => onChange({ parameters: withParameter(parameters, field.name, value) })}
        />
      ))}
    </>
  );
}
