import type { Catalog } from '../../catalog/loadCatalog.ts';
import type { AssetBlock, DataStreamBlock, TradingPromptBlock } from '../graph.ts';
import { issue, type Issue } from './issue.ts';

/** Stream, interval and parameters (by the stream's JSON Schema) are in the catalog. */
export function dataStreamIssues(block: DataStreamBlock, index: number, catalog: Catalog): Issue[] {
  const stream = catalog.stream(block.stream);
  if (!stream) {
    return [issue('UNKNOWN_STREAM', notInCatalog('data stream'), block.blockId, 'dataStreams', index, 'stream')];
  }
  const issues: Issue[] = [];
  const intervalFits =
    block.interval === null ? stream.intervals.length === 0 : stream.intervals.includes(block.interval);
  if (!intervalFits) {
    const message =
      stream.intervals.length === 0
        ? 'This data stream takes no interval: remove the interval.'
        : `Choose one of this data stream's intervals: ${stream.intervals.join(', ')}.`;
    issues.push(issue('UNKNOWN_INTERVAL', message, block.blockId, 'dataStreams', index, 'interval'));
  }
  // Left-out parameters are validated as {}, but stored and hashed as they were sent.
  for (const { path, message } of catalog.parameterFlaws(stream, block.parameters ?? {})) {
    issues.push(issue('INVALID_PARAMETERS', message, block.blockId, 'dataStreams', index, 'parameters', ...path));
  }
  return issues;
}

/** An asset block has a symbol, none twice, and all are in the catalog. */
export function assetIssues(block: AssetBlock, index: number, catalog: Catalog): Issue[] {
  if (block.symbols.length === 0) {
    return [
      issue(
        'EMPTY_ASSET_BLOCK',
        'Choose at least one asset for this block, or remove the block.',
        block.blockId,
        'assets',
        index,
        'symbols',
      ),
    ];
  }
  return block.symbols.flatMap((symbol, position) => {
    const place = ['assets', index, 'symbols', position] as const;
    return [
      ...(catalog.hasAsset(symbol) ? [] : [issue('UNKNOWN_ASSET', notInCatalog('asset'), block.blockId, ...place)]),
      ...(block.symbols.indexOf(symbol) < position
        ? [
            issue(
              'DUPLICATE_ASSET',
              'This asset is in this block twice: remove one of the two.',
              block.blockId,
              ...place,
            ),
          ]
        : []),
    ];
  });
}

/** Anything that can be read: not white space, control or zero-width characters. */
const readable = /[^\s\p{Cc}\p{Cf}]/u;

/** There is exactly one trading prompt, and it isn't blank. */
export function promptIssues(block: TradingPromptBlock, index: number): Issue[] {
  const oneTooMany = 'A strategy has one trading prompt: move this text into the first one, and remove this block.';
  return [
    ...(readable.test(block.prompt)
      ? []
      : [
          issue(
            'EMPTY_PROMPT',
            'The trading prompt is blank: write how to trade.',
            block.blockId,
            'tradingPrompts',
            index,
            'prompt',
          ),
        ]),
    ...(index > 0 ? [issue('MULTIPLE_TRADING_PROMPTS', oneTooMany, block.blockId, 'tradingPrompts', index)] : []),
  ];
}

function notInCatalog(what: string): string {
  return `The catalog has no such ${what}, or no longer: choose another.`;
}
