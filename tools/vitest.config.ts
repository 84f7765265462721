import { defineProject } from 'vitest/config';
import { projectConfig } from '../vitest.shared.ts';

export default defineProject(projectConfig('tools', import.meta.dirname));
