import { projectConfig } from '../../vitest.shared.ts';

export default projectConfig('vitest', import.meta.dirname);
