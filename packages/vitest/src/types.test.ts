import type { Ref } from '@specproof/model';
import { expectTypeOf, test } from 'vitest';
import type { Requirement, Target } from './index.ts';

declare module '@specproof/vitest/meta' {
  interface TargetData {
    tool: { litres: number };
  }
}

declare const requirement: Requirement;
declare const must: Ref<'MUST', 'kettle'>;
declare const may: Ref<'MAY', 'kettle'>;

// Never called: what is looked at is whether it compiles.
export function suite(): void {
  requirement(must, ({ tool, runtime, target, spec, host, expect }) => {
    expectTypeOf(tool).toEqualTypeOf<Target<'tool'>>();
    expectTypeOf(tool.data.litres).toEqualTypeOf<number>();
    expectTypeOf(runtime.data).toEqualTypeOf<unknown>();
    expectTypeOf(target.kind).toEqualTypeOf<'runtime' | 'bundle' | 'image' | 'tool'>();
    expect(spec.version).toBe(host.kernel);
  });
  requirement([must, may], 'title', { partial: 'half', permits: [may], premises: [must], needs: { cgroup: 'v2' }, set: 's' }, ({ notApplicable, inconclusive }) => {
    if (Math.random() > 2) notApplicable(may, 'why');
    expectTypeOf(inconclusive).returns.toEqualTypeOf<never>();
    // @ts-expect-error -- only a MAY permits
    notApplicable(must, 'why');
  });
  // @ts-expect-error -- only a MAY permits
  requirement(must, { permits: [must] }, () => {});
  // @ts-expect-error -- a check names refs, not ids
  requirement('tea/pot/water/1', () => {});
  // @ts-expect-error -- a check has a body
  requirement(must, 'title');
  requirement.todo(must, 'title', ({ image }) => expectTypeOf(image).toEqualTypeOf<Target<'image'>>());
  const filled = requirement.extend<{ cup: string }>({ cup: async ({ tool }, use) => use(tool.name) });
  filled(must, ({ cup, tool }) => {
    expectTypeOf(cup).toEqualTypeOf<string>();
    expectTypeOf(tool.name).toEqualTypeOf<string>();
  });
}

test('what a check is given is typed', () => {
  expectTypeOf(suite).toBeFunction();
});
