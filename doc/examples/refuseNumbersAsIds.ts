import { GraphQLError, GraphQLID, Kind } from 'graphql';

/**
 * For gateways that turn a number given for an ID into a string: by then JSON has rounded a large one, and two ids may have
 * become one. This makes the ID scalar of this process, in all schemas, accept only strings.
 */
export function refuseNumbersAsIds(): void {
  const text = (value: unknown): string => {
    if (typeof value === 'string') return value;
    throw new GraphQLError('An ID is a string, also where it looks like a number.', {
      extensions: { code: 'BAD_USER_INPUT' },
    });
  };
  GraphQLID.parseValue = text;
  GraphQLID.parseLiteral = (node) => text(node.kind === Kind.STRING ? node.value : null);
}
