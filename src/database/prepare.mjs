// Plain JavaScript that any Node runs: npm's prepare step may run under the system's Node. It may not fail an installation:
// a first start without the template takes longer and more memory, and works.
const started = Date.now();
process.removeAllListeners('warning'); // of WebAssembly modules, which are here to stay
try {
  if (Number.parseInt(process.versions.node, 10) < 24)
    throw new Error(`it needs Node 24 or newer and this is ${process.versions.node}`);
  const { makeTemplate } = await import('./embeddedTemplate.ts');
  await makeTemplate();
  console.log(`Embedded database: template made in ${Date.now() - started} ms`);
} catch (error) {
  console.log(`Embedded database: no template made, ${error.message}`);
}
