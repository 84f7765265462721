import { projectConfig } from '../../vitest.shared.ts';

export default projectConfig('model', import.meta.dirname);
