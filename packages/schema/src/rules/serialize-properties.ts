import type { Properties } from '@specproof/model';

/** The file as it is committed: a line per definition, so that a diff shows what changed. */
export function serializeProperties({ schemaVersion, spec, properties }: Properties): string {
  const roots = Object.entries(properties).map(([root, byPath]) => {
    const paths = Object.entries(byPath).map(([path, states]) => `${JSON.stringify(path)}: ${lines('[', ']', states.map((state) => JSON.stringify(state)))}`);
    return `${JSON.stringify(root)}: ${lines('{', '}', paths)}`;
  });
  return ['{', `"schemaVersion": ${schemaVersion},`, `"spec": ${JSON.stringify(spec)},`, `"properties": ${lines('{', '}', roots)}`, '}', ''].join('\n');
}

const lines = (open: string, close: string, items: readonly string[]): string => (items.length === 0 ? open + close : `${open}\n${items.join(',\n')}\n${close}`);
