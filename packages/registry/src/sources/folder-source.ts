import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { formatBytes } from './limits.ts';
import type { FetchRequest, Source } from './source.ts';

/** A folder that holds `<spec>/<version>/`, `<version>/`, or the files of the version themselves. */
export function folderSource(folder: string): Source {
  return {
    kind: 'folder',
    label: `folder ${folder}`,
    async fetch(request) {
      if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw new Error('no such folder');
      const { spec, version } = request;
      const layouts = [path.join(spec.id, version.version), version.version, '.'];
      for (const layout of layouts) {
        const files = readWanted(path.join(folder, layout), request);
        if (files.size > 0) return files;
      }
      throw new Error(`has no ${layouts[0]}, no ${layouts[1]}, and none of the documents itself`);
    },
  };
}

function readWanted(folder: string, { paths, limits }: FetchRequest): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  for (const wanted of paths) {
    const file = path.join(folder, wanted);
    const stat = statSync(file, { throwIfNoEntry: false });
    if (!stat?.isFile()) continue;
    if (stat.size > limits.fileBytes) throw new Error(`${wanted} is larger than ${formatBytes(limits.fileBytes)}`);
    files.set(wanted, readFileSync(file));
  }
  return files;
}
