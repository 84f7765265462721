import { mergeConfig } from 'vitest/config';
import { projectConfig } from '../../vitest.shared.ts';

// Most of the time goes into waiting for workers of the suites under test.
export default mergeConfig(projectConfig('vitest', import.meta.dirname), { test: { maxWorkers: 2 } });
