import { describe, expect, it } from 'vitest';
import { mostOf, readIncident, type ShownPanel } from './readDashboard.ts';
import { showValue } from './showValue.ts';

const panel = (...points: (readonly [number, number])[]): ShownPanel => ({
  title: 'Refusals',
  unit: 'reqps',
  isRow: false,
  gridPos: { x: 0, y: 0, w: 8, h: 8 },
  series: [
    { name: 'MAX_DEPTH', points: [[3, 99]] },
    { name: 'MAX_COST', points },
  ],
});
const incident = { hour: 15, what: '', panel: 'Refusals', series: 'MAX_COST', happen: async () => {} };

describe('what the dashboard showed of an incident', () => {
  it('is the most of its own series in its hour and the one after, beside the most of all other hours', () => {
    const panels = [panel([14.9, 2], [15, 5], [16.9, 7], [17, 3])];
    expect(readIncident(panels, incident)).toEqual({ meanwhile: 7, otherwise: 3 });
  });

  it('is nothing where the series is missing, or has no number', () => {
    expect(readIncident([], incident)).toEqual({ meanwhile: 0, otherwise: 0 });
    expect(readIncident([panel([15, Number.NaN])], incident)).toEqual({ meanwhile: 0, otherwise: 0 });
    expect(mostOf({ points: [] })).toBe(0);
  });
});

it.each([
  [0, 's', '0'],
  [0.00025, 's', '250 µs'],
  [0.0421, 's', '42.1 ms'],
  [2.5, 's', '2.5 s'],
  [67_108_864, 'bytes', '64 MiB'],
  [512, 'bytes', '512 B'],
  [0.876, 'percentunit', '87.6 %'],
  [0, 'percentunit', '0 %'],
  [12.345, 'reqps', '12.3 req/s'],
  [8, 'short', '8'],
])('the value %d in the unit %s is shown as %s', (value, unit, shown) => {
  expect(showValue(value, unit)).toBe(shown);
});
