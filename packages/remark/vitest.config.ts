import { projectConfig } from '../../vitest.shared.ts';

export default projectConfig('remark', import.meta.dirname);
