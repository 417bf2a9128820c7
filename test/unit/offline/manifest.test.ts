import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Icon {
	readonly src: string;
	readonly sizes: string;
	readonly type: string;
	readonly purpose?: string;
}

const root = new URL('../../../', import.meta.url);
const at = (path: string): Buffer => readFileSync(new URL(path, root));
const manifest = JSON.parse(at('static/manifest.webmanifest').toString()) as Record<
	string,
	string
> & { readonly icons: readonly Icon[] };
const page = at('index.html').toString();
const tokens = at('src/lib/ui/theme/tokens.css').toString();
const [, light, dark] = /--page: light-dark\((#\w+), (#\w+)\)/.exec(tokens)!;

/** Width and height, from the first chunk of a PNG. */
function pixels(path: string): string {
	const png = at(path);
	expect(png.subarray(1, 4).toString()).toBe('PNG');
	return `${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`;
}

describe('the manifest', () => {
	it('has what an installed page needs, below any path', () => {
		expect(manifest).toMatchObject({
			name: 'Retort',
			short_name: 'Retort',
			start_url: './',
			scope: './',
			display: 'standalone'
		});
		expect(manifest['description']).not.toBe('');
		expect(page).toContain('<link rel="manifest" href="./manifest.webmanifest" />');
	});

	it('names icons that exist in the sizes that it says', () => {
		const pngs = manifest.icons.filter(({ type }) => type === 'image/png');
		for (const { src, sizes } of pngs) expect(pixels(`static/${src}`), src).toBe(sizes);
		const sizes = (purpose?: string) =>
			pngs.filter((icon) => icon.purpose === purpose).map((icon) => icon.sizes);
		expect(sizes()).toEqual(['192x192', '512x512']);
		expect(sizes('maskable')).toEqual(['192x192', '512x512']);
		expect(manifest.icons).toContainEqual({
			src: './icon.svg',
			sizes: 'any',
			type: 'image/svg+xml'
		});
		expect(page).toContain('<link rel="apple-touch-icon" href="./icons/apple-touch-icon.png" />');
		expect(pixels('static/icons/apple-touch-icon.png')).toBe('180x180');
	});

	it('has the colours of the theme', () => {
		expect([manifest['theme_color'], manifest['background_color']]).toEqual([light, light]);
		const colours = [
			...page.matchAll(/name="theme-color" media="\(.*: (\w+)\)" content="(#\w+)"/g)
		];
		expect(colours.map(([, scheme, colour]) => [scheme, colour])).toEqual([
			['light', light],
			['dark', dark]
		]);
	});
});
