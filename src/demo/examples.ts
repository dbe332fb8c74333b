import { sources, statusField, type Source } from '../lifecycle/facts.ts';
import type { Person } from './people.ts';
import type { DemoChoices } from './readDemoArguments.ts';

/** An operation that the demo suggests: who sends it (null: anyone), what it shows, and its text. */
export interface Example {
  readonly name: string;
  readonly asks: Person | null;
  /** It has fields that only the internal gateway knows. */
  readonly isInternal?: true;
  readonly shows: string;
  readonly query: string;
}

/** The demo's examples; where a source fails, the first shows what is known without it. */
export function examplesFor({ failing }: DemoChoices): readonly Example[] {
  return failing.length === 0 ? examples : [withoutSources(failing), ...examples];
}

/** Selects no field of the failing sources: the gateway would add an error for each clone. */
function withoutSources(failing: readonly Source[]): Example {
  const known = sources
    .filter((source) => !failing.includes(source))
    .map((source) => `\n        ${statusField(source)}`);
  return {
    name: 'failing',
    asks: 'alice',
    shows: `What is known without ${failing.join(' and ')}: \`unavailable\` names it, and \`state\` is null unless nothing that it could say would change it`,
    query: `query WithoutSource {
  myClones(first: 20) {
    nodes {
      publicProfile {
        name
      }
      lifecycle {
        state
        nextAction
        unavailable
        setup {
          complete
        }${known.join('')}
      }
    }
  }
}
`,
  };
}

export const examples: readonly Example[] = [
  {
    name: 'states',
    asks: 'alice',
    shows: 'Where each of my clones stands: one answer from four subgraphs',
    query: `query States {
  myClones(first: 20) {
    nodes {
      publicProfile { name }
      lifecycle { state nextAction }
    }
  }
}
`,
  },
  {
    name: 'summary',
    asks: 'alice',
    shows: 'The same, with what each state follows from: set-up, audition, queue, race, retirement',
    query: `query Summary {
  myClones(first: 20) {
    nodes {
      publicProfile {
        name
      }
      lifecycle {
        state
        nextAction
        unavailable
        setup {
          complete
          steps {
            kind
            done
          }
        }
        latestAudition {
          status
          startedAt
          outcomeReason
        }
        queueEntry {
          position
          estimatedPromotionAt
        }
        arenaSlot {
          race
          rank
        }
        retirement {
          retiredAt
          reason
        }
      }
    }
  }
}
`,
  },
  {
    name: 'directory',
    asks: null,
    shows: 'What backers see; try search: "fox"',
    query: `query Directory {
  publicClones(first: 20, search: "") {
    nodes {
      publicProfile {
        name
        description
        shownAssets
        capabilitySignals {
          label
        }
      }
      lifecycle {
        state
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
`,
  },
  {
    name: 'history',
    asks: 'alice',
    shows:
      "How my strategies became what they are: every version with its note and what changed; Momentum Fox's is the one to read",
    query: `query Histories {
  myClones(first: 20) {
    nodes {
      publicProfile {
        name
      }
      strategyVersions(first: 10) {
        nodes {
          number
          isActive
          publishedAt
          note
          model {
            displayName
          }
          changesSince {
            kind
            subject
            subjectId
            before
            after
          }
        }
      }
    }
  }
}
`,
  },
  {
    name: 'undo',
    asks: 'alice',
    shows:
      'Earlier states of my drafts, and what going back to each would change: Momentum Fox has an experiment that was discarded, and revertStrategyDraft brings it back',
    query: `query Undo {
  myClones(first: 20) {
    nodes {
      id
      publicProfile {
        name
      }
      strategyDraft {
        revision
        checkpoints(first: 10) {
          nodes {
            revision
            savedAt
            reason
            changesToDraft {
              kind
              subject
              subjectId
              before
              after
            }
          }
        }
      }
    }
  }
}
`,
  },
  {
    name: 'version',
    asks: 'contest',
    shows: 'From an audition to the strategy version that ran in it, with its prompt',
    query: `query AuditionedVersions {
  publicClones(first: 5) {
    nodes {
      publicProfile {
        name
      }
      lifecycle {
        latestAudition {
          status
          strategyVersion {
            number
            isActive
            contentHash
            graph {
              tradingPrompts {
                prompt
              }
            }
          }
        }
      }
    }
  }
}
`,
  },
  {
    name: 'readiness',
    asks: 'contest',
    shows: 'What a contest service reads before it starts an audition',
    query: `query Readiness {
  publicClones(first: 20) {
    nodes {
      id
      publicProfile {
        name
      }
      readiness {
        ready
        strategyVersionId
        blockers
        asOf
      }
    }
  }
}
`,
  },
  {
    name: 'events',
    asks: 'contest',
    isInternal: true,
    shows:
      "The sample clones' story as events, oldest first, each with its clone as it is now; to read on from there, give `continueFrom` as `after`",
    query: `query Events {
  cloneEvents(first: 100) {
    nodes {
      at
      kind
      sequence
      strategyVersion {
        number
      }
      clone {
        publicProfile {
          name
        }
        readiness {
          ready
          blockers
        }
      }
    }
    continueFrom
    hasMore
    pending
  }
}
`,
  },
  {
    name: 'support',
    asks: 'olga',
    isInternal: true,
    shows:
      "What support looks at: how many profiles wait for moderation, which clones match a name, and why each can't publish now; only the internal gateway has these fields",
    query: `query Support {
  moderationGate
  moderationQueueCount
  operatorClones(first: 20, filter: { search: "fox" }) {
    nodes {
      status
      owner {
        id
      }
      publicProfileDraft {
        name
        moderationStatus
      }
      publishBlockers {
        code
        issueCodes
      }
      lifecycle {
        state
      }
    }
  }
}
`,
  },
];
