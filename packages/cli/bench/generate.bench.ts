export default [
  {
    name: 'generate everything for all specs, cold',
    floor: { name: 'set up the same workspace', command: ['node', 'packages/cli/bench/generate-cold.mjs', 'copy-only'] },
    subject: { name: 'specproof generate', command: ['node', 'packages/cli/bench/generate-cold.mjs'] },
    limit: { msOverFloor: 2000 },
    memory: true,
  },
  {
    name: 'generate everything for all specs, nothing changed',
    floor: { name: 'node -e 0', command: ['node', '-e', '0'] },
    subject: { name: 'specproof generate', command: ['node', 'packages/cli/bin/specproof.mjs', 'generate'] },
    limit: { ms: 200 },
  },
];
