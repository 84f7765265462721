export { requirement } from './requirement.ts';
export type { CheckContext, CheckOptions, Declare, ExtraFixtures, Requirement } from './requirement.ts';
export type { CheckFixtures } from './fixtures.ts';
export type { Comparison, Observe } from './recorder.ts';
export type { Needs } from './needs.ts';
export type { RunSpec, Target } from './run-input.ts';
export type { CheckMeta, TargetData } from './meta.ts';
