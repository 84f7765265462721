import { generateRefs } from '../src/generate-refs.ts';
import { generateStubs } from '../src/generate-stubs.ts';
import { planStubs } from '../src/plan-stubs.ts';
import { committedSpec } from './committed-spec.ts';

/** Refs and stubs of both specs, without any check. */
async function generateAll(): Promise<void> {
  for (const id of ['runtime-spec', 'image-spec']) {
    const { registry, spec, dispositions } = committedSpec(id);
    await generateRefs(registry);
    await generateStubs(planStubs({ registry, spec, dispositions, checks: [] }));
  }
}

const again = 'refs and stubs of both specs, again in one process';

export default [
  { name: again, subject: { name: 'read, generate', run: generateAll }, limit: { ms: 200 } },
  {
    name: 'refs and stubs of both specs, in a process of their own',
    floor: { name: 'node -e 0', command: ['node', '-e', '0'] },
    subject: { name: 'import, read, generate', command: ['node', 'tools/bench/run-once.mjs', 'packages/codegen/bench/generate.bench.ts', again, 'subject'] },
    limit: { msOverFloor: 2000 },
    memory: true,
  },
];
