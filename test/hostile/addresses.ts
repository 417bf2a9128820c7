import { type HostileText, hostileTexts } from './hostile-input.ts';

/** What stands behind the '#' of a link that somebody sends. */
export const PAGE_ADDRESSES: readonly HostileText[] = hostileTexts({
	'a place that is none': '#/<script>window.ran=1</script>',
	'a place of the prototype': '#/__proto__',
	'script as a place': '#javascript:window.ran=1',
	'parameters of the prototype': '#/trajectories?__proto__=1&constructor=2&toString=3',
	'a project above': '#/project?in=../../x',
	'a project of HTML': '#/project?in=<img src=x onerror=window.ran=1>',
	'percent escapes that are none': '#/trajectories?search=%E0%A4%A&tokens=%',
	'a search of a megabyte': `#/trajectories?search=${'x'.repeat(1_000_000)}`,
	'a hundred thousand choices': `#/trajectories?teachers=${'a%7C'.repeat(100_000)}`,
	'SQL as a choice': "#/trajectories?verdict=wrong'%20OR%201=1--&domain=$ids",
	'SQL as a range': '#/trajectories?tokens=1;DROP%20TABLE%20questions~2',
	'numbers that are none': '#/trajectories?tokens=NaN~Infinity&rsr=1e999~-1e999',
	'a pattern that explodes': '#/trajectories?pattern=(a%2B)%2B%24',
	'a pattern that is none': '#/trajectories?pattern=(((',
	'a pattern that counts too far': '#/trajectories?pattern=(a{1000}){1000}',
	'NULs and marks of order': '#/trajectories?search=%00%E2%80%AE&sort=%00',
	'an order that is none': '#/trajectories?sort=constructor&columns=__proto__%7Ctokens',
	'an area without end': `#/trajectories?area=${'1,2;'.repeat(10_000)}`,
	'a trajectory of HTML': '#/trajectories?id=<svg onload=window.ran=1>',
	'a question above': '#/compare?question=../../x',
	'a statement that writes': '#/sql?sql=DELETE%20FROM%20questions',
	'a model of another host': `#/teachers?view=teacher&model=${encodeURIComponent('{"engine":"webllm","source":"url","id":"x","url":"javascript:window.ran=1","libraryUrl":"data:application/wasm,x"}')}`,
	'a model that is none': '#/teachers?view=teacher&model={"engine":"__proto__"}',
	'weights that are none': '#/choose?preset=__proto__&weights=__proto__*5.constructor*9.a*999'
});

/** Addresses that a file is to be loaded from: refused before anything is asked of anybody. */
export const FILE_ADDRESSES: readonly HostileText[] = hostileTexts({
	nothing: '',
	script: 'javascript:window.ran=1',
	data: 'data:application/json,{"q":1}',
	'a blob': 'blob:https://evil.example/1',
	'a file of this machine': 'file:///etc/passwd',
	FTP: 'ftp://evil.example/a.jsonl',
	'a socket': 'wss://evil.example/a.jsonl',
	'an extension': 'chrome-extension://x/a.jsonl',
	'no host': 'https://',
	'a path': '/etc/passwd',
	'no scheme': '//evil.example/a.jsonl',
	'a port that is none': 'https://evil.example:99999/a'
});
