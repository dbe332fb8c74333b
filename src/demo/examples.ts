/** An operation that the demo offers to paste: who asks (null: anyone), what it shows, and its text. */
export interface Example {
  readonly name: string;
  readonly asks: 'creator' | 'service' | null;
  readonly shows: string;
  readonly query: string;
}

export const examples: readonly Example[] = [
  {
    name: 'summary',
    asks: 'creator',
    shows: 'Where each of my clones stands: one answer out of four subgraphs',
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
    asks: 'creator',
    shows: "How my strategies became what they are: every version with its note and what changed; Momentum Fox's is the one to read",
    query: `query History {
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
            id
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
    name: 'version',
    asks: 'service',
    shows: 'From an audition to the strategy version that it ran, prompt included',
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
    asks: 'service',
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
];
