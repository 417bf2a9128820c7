import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Machine } from '../../bench/harness/machine.ts';
import type { Trial } from './journal/trial.ts';
import type { Kill } from './kills/kill-repeatedly.ts';

/** Of one kind of damage to a journal. */
export interface DamageResult extends Omit<Trial, 'failures'> {
	readonly name: string;
	readonly journalBytes: number;
	readonly seconds: number;
}

interface Circumstances {
	/** ISO date, UTC. */
	readonly date: string;
	readonly machine: Machine;
	readonly seed: number;
}

/** Of the journals that were damaged. */
export interface DamageResults extends Circumstances {
	readonly parts: readonly DamageResult[];
}

/** Of one activity that was interrupted. */
export interface KillResults extends Circumstances {
	readonly activity: string;
	/** Of Chromium. */
	readonly browser: string;
	readonly kills: readonly Kill[];
	/** After the last kill it was done to its end, and everything was there. */
	readonly completed: boolean;
	readonly seconds: number;
}

/** What `npm run test:long` found; `test/crash/results/*.json`. */
export interface ReliabilityResults {
	readonly damage: DamageResults;
	readonly kills: readonly KillResults[];
}

const folder = new URL('./results/', import.meta.url);
const DAMAGE_FILE = 'damage.json';
const KILLS_PREFIX = 'kills-';

export function saveDamage(results: DamageResults): void {
	save(DAMAGE_FILE, results);
}

export function saveKills(results: KillResults): void {
	save(`${KILLS_PREFIX}${results.activity}.json`, results);
}

export function readResults(): ReliabilityResults {
	const files = readdirSync(folder).filter((name) => name.startsWith(KILLS_PREFIX));
	return {
		damage: read(DAMAGE_FILE) as DamageResults,
		kills: files.sort().map((name) => read(name) as KillResults)
	};
}

function save(name: string, results: object): void {
	mkdirSync(folder, { recursive: true });
	writeFileSync(new URL(name, folder), `${JSON.stringify(results, null, '\t')}\n`);
}

function read(name: string): unknown {
	return JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
}
