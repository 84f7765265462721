import { projectConfig } from '../vitest.shared.ts';

export default projectConfig('checks', import.meta.dirname);
