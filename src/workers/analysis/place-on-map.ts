import type { StudentPlane } from '../../lib/core/latent/student-plane.ts';
import { AppError } from '../../lib/core/model/errors.ts';
import type { Row } from '../../lib/core/model/tables.ts';
import type { AnalysisDatabase } from './analysis-database.ts';

/** Vectors that are in memory at once. */
const BATCH = 512;

/**
 * Places every trajectory that has a vector on the plane of the student's own answers, and saves where.
 * @returns their number
 * @throws AppError 'not-supported' where the student's answers span no plane
 */
export async function placeOnMap(
	db: AnalysisDatabase,
	embedder: string,
	student: string
): Promise<number> {
	const embedded = await db.query('map/embedded', { embedder, student });
	const ids = embedded.map(({ id }) => id);
	const own = embedded.filter(({ is_student }) => is_student).map(({ id }) => id);
	const { placeOnPlane, plane } = await fitPlane(db, embedder, own);
	let placed = 0;
	for (let from = 0; from < ids.length; from += BATCH) {
		const batch = ids.slice(from, from + BATCH);
		const vectors = await readVectors(db, batch, embedder);
		const rows = vectors.flatMap((vector, i): Row<'map_points'>[] => {
			if (vector?.length !== plane.mean.length) return [];
			const { x, y } = placeOnPlane(plane, vector);
			if (!Number.isFinite(x) || !Number.isFinite(y)) return [];
			return [{ trajectory_id: batch[i]!, embedder, student_id: student, x, y }];
		});
		await db.append('map_points', rows);
		placed += rows.length;
	}
	return placed;
}

/** Matrices are needed for a map alone, so their code comes with the first one. */
async function fitPlane(db: AnalysisDatabase, embedder: string, own: readonly string[]) {
	const { fitStudentPlane, MAX_ANSWERS, placeOnPlane } =
		await import('../../lib/core/latent/student-plane.ts');
	const answers = await readVectors(db, own.slice(0, MAX_ANSWERS), embedder);
	const plane: StudentPlane | null = fitStudentPlane(answers.filter((vector) => vector !== null));
	if (plane === null) throw noPlane(own.length);
	return { plane, placeOnPlane };
}

async function readVectors(
	db: AnalysisDatabase,
	ids: readonly string[],
	embedder: string
): Promise<(Float32Array | null)[]> {
	const tracks = await db.tracks(ids, embedder);
	return tracks.map((bytes) =>
		bytes === null || bytes.length % 4 !== 0 ? null : new Float32Array(bytes.slice().buffer)
	);
}

function noPlane(answers: number): AppError {
	return new AppError(
		'not-supported',
		`The map is drawn around the student’s own answers, and there are too few different ones (${answers}). ` +
			'Nothing was lost. Let the student answer questions first, under Student.'
	);
}
