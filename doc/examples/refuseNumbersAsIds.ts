import { GraphQLError, GraphQLID, Kind } from 'graphql';

/**
 * For gateways that make a string of a number which is given for an ID: by then JSON has rounded a large one, and two ids
 * have become one. The ID of this process, all schemas' then, takes strings alone.
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
