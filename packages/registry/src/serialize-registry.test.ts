import { expect, test } from 'vitest';
import { register } from '../test/demo.ts';
import { serializeRegistry } from './serialize-registry.ts';

test('is one line per wording, set of facts and version, with no word of the text', () => {
  const registry = register({ 'b.md': '# s\nThe pot {MUST} boil.', 'a.md': '# s\nLids {MAY} rattle.' }, { 'b.md': '\n# s\nThe pot {MUST} boil.' });
  expect(serializeRegistry(registry)).toMatchInlineSnapshot(`
    "{
    "schemaVersion": 1,
    "spec": "demo",
    "prefix": "demo",
    "versions": [
    {"version":"v1","after":null,"documents":{"a.md":"52f9247ac258e1438071aaa5453bb26f9505fc53d738963cea36b9744f6f9261","b.md":"def1cf1b5aebca28366fff7936824d3970479033a8ee9a99f52f56b243c4ac99"}},
    {"version":"v2","after":"v1","documents":{"b.md":"0414feba15080c58c7166458de496ba0efc5f855f91b7de926ab87ba79c1dbcd"}}
    ],
    "requirements": {
    "demo/a/s/1": {
    "texts": [
    {"level":"MAY","fingerprint":{"sentence":"a44bfae28ddcfd24"},"pairs":{"sentence":"fb37"}}
    ],
    "facts": [
    {"document":"a.md","section":"s","keyword":"MAY","subject":"runtime","place":"paragraph"}
    ],
    "versions": {
    "v1": {"revision":1,"text":0,"facts":0,"line":2,"column":6,"statement":[2,2]}
    }
    },
    "demo/b/s/1": {
    "texts": [
    {"level":"MUST","fingerprint":{"sentence":"d024dd651766414e"},"pairs":{"sentence":"283ebfc6"}}
    ],
    "facts": [
    {"document":"b.md","section":"s","keyword":"MUST","subject":"runtime","place":"paragraph"}
    ],
    "versions": {
    "v1": {"revision":1,"text":0,"facts":0,"line":2,"column":9,"statement":[2,2]},
    "v2": {"revision":1,"text":0,"facts":0,"line":3,"column":9,"statement":[3,3]}
    }
    }
    }
    }
    "
  `);
  expect(serializeRegistry(registry)).not.toMatch(/boil|rattle/u);
});

test('stays small: a requirement in seven versions takes about a kilobyte', () => {
  const sentence = (n: number) => `Every pot of size ${n} {MUST} be filled with fresh water number ${n} before it is put on the table ${n}.`;
  const text = (shift: number) => ({ 'a.md': `# s\n${'\n'.repeat(shift)}${Array.from({ length: 100 }, (_, i) => sentence(i)).join('\n')}` });
  const registry = register(...[0, 1, 2, 3, 4, 5, 6].map(text));
  expect(serializeRegistry(registry).length / 100).toBeLessThan(1200);
});
