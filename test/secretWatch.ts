import { samplePrompt } from './sampleStrategy.ts';

/** What tests write into private fields: the sample strategy's prompt, and whatever they call a canary. */
const secret = new RegExp(`${samplePrompt.replaceAll('.', '\\.')}|canary`, 'i');

export interface SecretWatch {
  /** Looks at a text that operators or other callers may read. */
  look(where: string, text: string): void;
  /** Throws when a private text was seen, naming where. */
  expectNone(): void;
}

/** Watches over a whole test file: what is private never reaches a log, an error, a statement's text or the audit trail. */
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
