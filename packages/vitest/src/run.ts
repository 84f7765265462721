export { collectSuite } from './collect-suite.ts';
export type { CollectedCheck, CollectedSuite, CollectOptions } from './collect-suite.ts';
export { readHostFacts } from './host-facts.ts';
export type { HostSources } from './host-facts.ts';
export type { SuiteFiles } from './open-suite.ts';
export { runSuite } from './run-suite.ts';
export type { Pool, RunSuiteOptions } from './run-suite.ts';
export { suiteDigest } from './suite-digest.ts';
