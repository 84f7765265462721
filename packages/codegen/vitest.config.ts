import { projectConfig } from '../../vitest.shared.ts';

export default projectConfig('codegen', import.meta.dirname);
