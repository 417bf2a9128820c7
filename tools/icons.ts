// `npm run icons`: the PNG icons of static/icons, drawn from static/icon.svg by Chromium.
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from 'playwright-core';
import { CHROMIUM, CHROMIUM_FLAGS } from '../test/support/chromium.ts';

interface Icon {
	readonly name: string;
	readonly pixels: number;
	/** Of the width; a system may cut a maskable icon down to a circle of 80 %. */
	readonly drawn: number;
	/** A colour behind it; null where what lies under it shows. */
	readonly ground: string | null;
}

/** `--page` of the light theme, as in the manifest. */
const GROUND = '#f6f3ef';
const ICONS: readonly Icon[] = [
	{ name: 'icon-192', pixels: 192, drawn: 1, ground: null },
	{ name: 'icon-512', pixels: 512, drawn: 1, ground: null },
	{ name: 'maskable-192', pixels: 192, drawn: 0.6, ground: GROUND },
	{ name: 'maskable-512', pixels: 512, drawn: 0.6, ground: GROUND },
	{ name: 'apple-touch-icon', pixels: 180, drawn: 0.72, ground: GROUND }
];

const folder = fileURLToPath(new URL('../static/icons/', import.meta.url));
const svg = await readFile(new URL('../static/icon.svg', import.meta.url));

await mkdir(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_FLAGS });
const page = await browser.newPage();
for (const icon of ICONS) await draw(page, icon);
await browser.close();

async function draw(target: Page, { name, pixels, drawn, ground }: Icon): Promise<void> {
	const size = Math.round(pixels * drawn);
	await target.setViewportSize({ width: pixels, height: pixels });
	await target.setContent(
		`<body style="margin:0;height:100vh;display:grid;place-items:center;background:${ground ?? 'transparent'}">` +
			`<img alt="" width="${size}" height="${size}" src="data:image/svg+xml;base64,${svg.toString('base64')}">`
	);
	await target.getByRole('presentation').waitFor();
	await target.screenshot({ path: join(folder, `${name}.png`), omitBackground: ground === null });
}
