export default {
  name: 'start-up',
  floor: { name: 'node -e 0', command: ['node', '-e', '0'] },
  subject: { name: 'specproof --help', command: ['node', 'packages/cli/bin/specproof.mjs', '--help'] },
  limit: { msOverFloor: 100 },
  memory: true,
};
