import { expect, it } from 'vitest';
import { TABLE_NAMES, tableOfKind, TABLES } from '../../../src/lib/core/model/tables.ts';

it('knows each table by the kind of its frames in a journal', () => {
	for (const name of TABLE_NAMES) expect(tableOfKind(TABLES[name].kind)).toBe(name);
	expect(tableOfKind(0xffff)).toBeUndefined();
});
