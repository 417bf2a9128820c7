import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const entry = fileURLToPath(new URL('../../../tools/retort.mjs', import.meta.url));

function retort(
	args: readonly string[],
	input = ''
): { code: number | null; out: string; err: string } {
	const { status, stdout, stderr } = spawnSync(process.execPath, [entry, ...args], {
		input,
		encoding: 'utf8'
	});
	return { code: status, out: stdout, err: stderr };
}

describe('the command line', { timeout: 30_000 }, () => {
	it('explains itself', () => {
		const { code, out } = retort(['--help']);
		expect(code).toBe(0);
		for (const name of ['verify', 'metrics', 'distance']) expect(out).toContain(name);
		expect(retort(['verify', '--help']).out).toContain('{gold, response, answer_type?}');
	});

	it('names the commands where it does not know one', () => {
		const { code, out, err } = retort(['verfy']);
		expect(code).toBe(2);
		expect(out).toBe('');
		expect(err).toContain('There is no command "verfy".');
		expect(err).toContain('verify');
	});

	it('reads lines, writes lines, and says by its exit code whether all were good', () => {
		const good = retort(['verify'], '{"gold":"\\\\sqrt{8}","response":"2\\\\sqrt{2}"}\n');
		expect(good.code).toBe(0);
		expect((JSON.parse(good.out) as { verdict: string }).verdict).toBe('correct');
		const bad = retort(['verify'], 'x\n{"gold":"5","response":"6"}');
		expect(bad.code).toBe(1);
		expect(bad.out.trim().split('\n')).toHaveLength(2);
	});

	it('passes a hundred thousand characters through unharmed', () => {
		const row = { gold: '5', response: `${'é'.repeat(100_000)} \\boxed{5}` };
		const { out } = retort(['verify'], JSON.stringify(row));
		expect(JSON.parse(out)).toMatchObject({ ...row, verdict: 'correct' });
	});
});
