import { rmSync } from 'node:fs';

// The npm package of Node brings the headers of its C++ interface: 67 MB that nothing here is compiled with.
const platform = process.platform === 'win32' ? 'win' : process.platform;
const headers = new URL(`../node_modules/node/node_modules/node-${platform}-${process.arch}/include`, import.meta.url);
rmSync(headers, { recursive: true, force: true });
