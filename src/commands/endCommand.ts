/** Ends the process as this error of a command says: help is an answer, and only a fault shows its stack. */
export function endCommand(error: unknown): never {
  const name = error instanceof Error ? error.name : '';
  const message = error instanceof Error ? error.message : String(error);
  const missing = missingPackage(error, message);
  if (name === 'HelpRequest') console.log(message);
  else if (missing !== undefined)
    console.error(`This needs the package ${missing}, which comes with the development dependencies: run npm ci.`);
  else console.error(name === 'StartError' || name === 'UsageError' ? message : error);
  process.exit({ HelpRequest: 0, UsageError: 2 }[name] ?? 1);
}

/** A production install has no packages of the demo and of the commands for developers. */
function missingPackage(error: unknown, message: string): string | undefined {
  const isMissing = error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
  return isMissing ? /^Cannot find package '([^']+)'/.exec(message)?.[1] : undefined;
}
