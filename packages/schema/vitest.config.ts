import { projectConfig } from '../../vitest.shared.ts';

export default projectConfig('schema', import.meta.dirname);
