import type * as Morph from 'ts-morph';
import type { GeneratedFile } from './generated-file.ts';

export type Statements = Exclude<Morph.SourceFileStructure['statements'], undefined>;

/** Prints a file of TypeScript; `header` is its first line. `build` gets ts-morph, which is loaded only here. */
export async function writeSource(path: string, header: string, build: (morph: typeof Morph) => Statements): Promise<GeneratedFile> {
  const morph = await import('ts-morph');
  const { IndentationText, NewLineKind, Project, QuoteKind } = morph;
  const project = new Project({
    useInMemoryFileSystem: true,
    skipLoadingLibFiles: true,
    manipulationSettings: { indentationText: IndentationText.TwoSpaces, newLineKind: NewLineKind.LineFeed, quoteKind: QuoteKind.Single },
  });
  const file = project.createSourceFile('generated.ts', { leadingTrivia: `// ${header}\n`, statements: build(morph) });
  return { path, content: file.getFullText() };
}
