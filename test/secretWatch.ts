import { samplePrompt } from './sampleStrategy.ts';

/** What tests write into private fields: the sample strategy's prompt, and anything with "canary" in it. */
const secret = new RegExp(`${samplePrompt.replaceAll('.', '\\.')}|canary`, 'i');

export interface SecretWatch {
  /** Checks a text that operators or other callers may read. */
  look(where: string, text: string): void;
  /** Throws if private text was seen, naming where. */
  expectNone(): void;
}

/** Makes sure that private text never reaches a log, an error, a statement's text or the audit trail in a test file. */
export function watchForSecrets(): SecretWatch {
  const seen: string[] = [];
  return {
    look: (where, text) => {
      if (secret.test(text)) seen.push(`${where}: ${text.slice(0, 500)}`);
    },
    expectNone: () => {
      if (seen.length > 0) throw new Error(`private text was seen in ${seen.length} places, first in a ${seen[0]}`);
    },
  };
}
