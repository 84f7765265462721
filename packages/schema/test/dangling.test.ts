import type { RegisteredProperty } from '@specproof/model';
import { expect, test } from 'vitest';
import { registerProperties, schemasOf } from '../src/index.ts';

test('a field like one that has no schema is like nothing', () => {
  const at = (type: RegisteredProperty['type'], rules?: RegisteredProperty['rules']): RegisteredProperty => ({ versions: { v1: 'pot.md:3' }, type, presence: 'OPTIONAL', ...(rules && { rules }) });
  const pot = { lid: at('string', [{ kind: 'like', root: 'pot', path: 'lid{}' }]), 'lid{}[]': at('string'), spout: at('string', [{ kind: 'like', root: 'pot', path: 'lid{}' }]) };
  const schema = schemasOf(registerProperties('tea-spec', ['v1'], new Map([['v1', { pot }]])), 'v1').get('pot.schema.json');
  expect(JSON.stringify(schema)).not.toContain('$ref');
});
