import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const places = [
	process.env.CHROMIUM,
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome'
];

function found() {
	return places.find((path) => path && existsSync(path));
}

/**
 * Path of a Chromium for the browser tests. On Debian or Ubuntu as root it is installed through apt;
 * elsewhere the answer says what to do.
 */
export function ensureChromium() {
	const there = found();
	if (there) return there;
	const canInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
	if (canInstall) {
		console.error('Installing Chromium through apt (once)…');
		const options = {
			stdio: ['ignore', 2, 2],
			env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
		};
		spawnSync('apt-get', ['update'], options);
		spawnSync(
			'apt-get',
			['install', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation'],
			options
		);
	}
	const installed = found();
	if (installed) return installed;
	console.error(
		'The browser tests need Chromium or Chrome and found none. Install it (on Debian: sudo apt-get install chromium), or set CHROMIUM to its path, and run npm test again.'
	);
	process.exit(1);
}
