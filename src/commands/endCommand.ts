/** Ends the process as this error of a command says: help is an answer, and only a fault shows its stack. */
export function endCommand(error: unknown): never {
  const name = error instanceof Error ? error.name : '';
  const message = error instanceof Error ? error.message : String(error);
  if (name === 'HelpRequest') console.log(message);
  else console.error(name === 'StartError' || name === 'UsageError' ? message : error);
  process.exit({ HelpRequest: 0, UsageError: 2 }[name] ?? 1);
}
