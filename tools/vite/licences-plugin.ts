import { join } from 'node:path';
import type { Plugin } from 'vite';
import { licenceList, packageName, shippedPackages } from './licence-list.ts';

const MODULE = 'virtual:licences';

/**
 * The module `virtual:licences`, made from what is installed. A build that takes code from a package which is
 * not on the list fails.
 */
export function licences(): Plugin {
	let root = '';
	return {
		name: 'licences',
		configResolved(config) {
			({ root } = config);
		},
		resolveId: (source) => (source === MODULE ? `\0${MODULE}` : null),
		load: (id) =>
			id === `\0${MODULE}`
				? `export default JSON.parse(${JSON.stringify(JSON.stringify(licenceList(root)))})`
				: null,
		buildEnd() {
			const listed = new Set(shippedPackages(root).map(packageName));
			for (const id of this.getModuleIds()) {
				const name = packageOf(id, root);
				if (name !== null && !listed.has(name)) {
					this.error(
						`${name} is built in, but no licence of it is listed (tools/vite/licence-list.ts)`
					);
				}
			}
		}
	};
}

/** The package that a module belongs to; null for our own. */
function packageOf(id: string, root: string): string | null {
	const path = id.replace(/^\0/, '').split('?')[0]!;
	const folder = join(root, 'node_modules/');
	if (!path.startsWith(folder)) return null;
	const inside = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length).split('/');
	// What our own tools build stands in a folder that no package can be called.
	if (inside[0]!.startsWith('.')) return null;
	return inside.slice(0, inside[0]!.startsWith('@') ? 2 : 1).join('/');
}
