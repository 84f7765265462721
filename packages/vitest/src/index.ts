export { requirement } from './requirement.ts';
export type { CheckContext, Declare, ExtraFixtures, Requirement } from './requirement.ts';
export type { CheckFixtures } from './fixtures.ts';
export type { CheckOptions } from './describe-check.ts';
export type { Comparison, Observe } from './observe.ts';
export type { Needs } from './needs.ts';
export type { RunSpec, Target } from './run-input.ts';
export type { CheckMeta, TargetData } from './meta.ts';
