import { projectConfig } from '../../vitest.shared.ts';

export default projectConfig('registry', import.meta.dirname);
