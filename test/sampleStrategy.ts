/** The prompt that tests publish by default. */
export const samplePrompt = 'Buy strength, sell weakness, never risk more than one percent.';

/** A graph in canonical order that can be published with the model `swift-1` within the base entitlement. */
export function sampleGraph(prompt = samplePrompt) {
  return {
    dataStreams: [{ blockId: 'candles', stream: 'candles', interval: '1h', parameters: { lookback: 50 } }],
    assets: [{ blockId: 'majors', symbols: ['BTC-USD', 'ETH-USD'] }],
    tradingPrompts: [{ blockId: 'prompt', prompt }],
    connections: [
      { from: 'candles', to: 'majors' },
      { from: 'majors', to: 'prompt' },
    ],
  };
}
