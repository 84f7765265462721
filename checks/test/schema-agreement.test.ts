import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseFile } from '@specproof/model';
import type { DriftRecords, Spec } from '@specproof/model';
import { extractWithProse } from '@specproof/remark';
import { agreementDocuments, checkExamples, compareVerdicts, driftVersion, errorsOf, formatDriftFindings, holdsFor, knownPaths, officialEntry, readSchemas, schemaCompiler, schemaSuffix } from '@specproof/schema';
import type { SchemaTexts } from '@specproof/schema';
import { describe, expect, test } from 'vitest';
import { root, specsAtHand } from './texts.ts';
import type { TextDocument } from './texts.ts';

const specs = await specsAtHand();

async function recordsOf(spec: Spec): Promise<DriftRecords> {
  const file = path.join(root, 'specs', spec.id, 'drift.json');
  return existsSync(file) ? parseFile('drift', readFileSync(file, 'utf8'), file) : { schemaVersion: 1, spec: spec.id, differences: [], examples: [] };
}

function generatedOf(spec: Spec, version: string): SchemaTexts {
  const folder = path.join(root, 'specs', spec.id, 'schemas', version);
  if (!existsSync(folder)) return {};
  return Object.fromEntries(readdirSync(folder).filter((file) => file.endsWith(schemaSuffix)).map((file) => [file, readFileSync(path.join(folder, file), 'utf8')]));
}

async function judgeExamples(spec: Spec, version: string, documents: TextDocument[]) {
  const { prose } = extractWithProse({ spec, version, documents });
  const records = (await recordsOf(spec)).examples.filter((record) => holdsFor(record, spec, version));
  return checkExamples({ examples: prose.examples, properties: prose.properties, schemas: generatedOf(spec, version), records });
}

describe.each(specs)('$spec.id', ({ spec, texts, schemas }) => {
  describe.each(spec.versions)('$version', ({ version }) => {
    const official = schemas.get(version);
    const generated = generatedOf(spec, version);
    const missing = `The text of ${version} is not at hand.`;

    test('every difference of prose and official schemas is known, and nothing else is', async ({ skip }) => {
      if (official === undefined) return skip(missing);
      const { differences, stale } = driftVersion({ spec, version, generated, official, records: await recordsOf(spec) });
      expect(differences.filter(({ recorded }) => recorded === undefined).map(({ root: kind, path: property, kind: what }) => `${kind}: ${property} ${what}`)).toEqual([]);
      expect(stale.map(({ roots, paths, kinds }) => `${roots.join(', ')}: ${paths.join(', ')} ${kinds.join(', ')}`), 'entries of drift.json that nothing needs').toEqual([]);
    });

    test('generated and official schemas agree on documents, but for what is known', async ({ skip }) => {
      if (official === undefined) return skip(missing);
      const { differences } = driftVersion({ spec, version, generated, official, records: await recordsOf(spec) });
      const sets = { prose: readSchemas(generated), official: readSchemas(official) };
      const compile = { prose: await schemaCompiler(generated), official: await schemaCompiler(official) };
      const examples = await judgeExamples(spec, version, texts.get(version) ?? []);
      const judged = Object.keys(spec.officialSchemas ?? {}).map((kind) => {
        const file = officialEntry(spec, official, kind);
        const own = kind + schemaSuffix;
        if (file === undefined || !Object.hasOwn(generated, own)) return 0;
        const entries = { prose: { set: sets.prose, file: own }, official: { set: sets.official, file } };
        const validators = { prose: compile.prose(own), official: compile.official(file) };
        const seeds = examples.flatMap(({ document, line, place, whole }) => (place?.root === kind && whole !== undefined ? [{ name: `${document}:${line}`, document: whole }] : []));
        const documents = agreementDocuments({ ...entries, validators: Object.values(validators), seeds });
        const wrong = documents.filter(({ name }) => /example \d+$/u.test(name)).flatMap(({ name, document }) => Object.values(validators).flatMap((validate) => errorsOf(validate, document).map(({ instancePath, message }) => `${kind} ${name}: ${instancePath} ${message}`)));
        expect(wrong, 'examples that are to be valid').toEqual([]);
        const verdicts = compareVerdicts(documents, { ...validators, paths: knownPaths(entries.prose, entries.official), differences: differences.filter((difference) => difference.root === kind) });
        expect(verdicts.unexplained.map(({ name, refusedBy, refused }) => `${kind} ${name}, refused by ${refusedBy}: ${refused.map(({ path: property, message }) => `${property} ${message}`).join('; ')}`)).toEqual([]);
        expect(Math.min(verdicts.bothAccept, verdicts.bothRefuse)).toBeGreaterThan(0);
        return verdicts.judged;
      });
      expect(Math.max(...judged)).toBeGreaterThan(500);
    });

    test('the examples of the text satisfy its schemas, but for those known', async ({ skip }) => {
      const documents = texts.get(version);
      if (documents === undefined) return skip(missing);
      const records = (await recordsOf(spec)).examples.filter((record) => holdsFor(record, spec, version));
      const results = await judgeExamples(spec, version, documents);
      expect(results.filter(({ verdict }) => verdict !== 'valid' && verdict !== 'excepted').map(({ document, line, hash, verdict, problems }) => `${document}:${line} (${hash}) is ${verdict}: ${problems.join('; ')}`)).toEqual([]);
      const used = results.filter(({ verdict }) => verdict === 'excepted').map(({ document, hash }) => `${document} ${hash}`);
      expect(records.map(({ document, hash }) => `${document} ${hash}`).filter((record) => !used.includes(record)), 'exceptions that nothing needs').toEqual([]);
      expect(results.filter(({ whole }) => whole !== undefined).length).toBeGreaterThan(0);
    });
  });

  test('what was found in the newest version stands in docs/drift, ready to be reported', async ({ skip }) => {
    const newest = spec.versions.at(-1);
    const official = newest && schemas.get(newest.version);
    const documents = newest && texts.get(newest.version);
    if (newest === undefined || official === undefined || documents === undefined) return skip('The newest text is not at hand.');
    const report = driftVersion({ spec, version: newest.version, generated: generatedOf(spec, newest.version), official, records: await recordsOf(spec) });
    const link = (file: string, line: number): string => `${spec.upstream.repository}/blob/${newest.commit}/${file}?plain=1#L${line}`;
    const examples = (await judgeExamples(spec, newest.version, documents)).filter(({ verdict }) => verdict !== 'valid');
    const made = `<!-- Made of specs/${spec.id}/drift.json and the schemas of both sides; \`npx vitest run --root checks schema-agreement -u\` makes it anew. -->`;
    await expect(`${made}\n\n${await formatDriftFindings(report, { link, examples })}`).toMatchFileSnapshot(path.join(root, 'docs/drift', `${spec.id}.md`));
  });
});
