// Loaded before everything else, in JavaScript that any Node reads: the project's files are TypeScript, which Node runs from 24 on.
const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  console.error(
    `This project runs on Node 24, but this is Node ${process.versions.node}. "npm ci" installs Node 24 for the npm scripts (package "node"); ` +
      `if its install script was not allowed to run, allow it ("npm ci --ignore-scripts=false") or install Node 24.`,
  );
  process.exit(1);
}
