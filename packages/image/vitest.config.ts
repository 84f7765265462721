import { projectConfig } from '../../vitest.shared.ts';

export default projectConfig('image', import.meta.dirname);
