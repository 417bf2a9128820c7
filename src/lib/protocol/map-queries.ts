import type { MapRow } from '../core/latent/shift-comparison.ts';

/** Named queries about the latent map: `src/workers/db/sql/map`. See queries.ts. */
export interface MapQueries {
	/** Trajectories without a vector under this embedding model, oldest first. */
	'map/pending': { params: { embedder: string }; row: { id: string } };
	/** Trajectories with one, by id. */
	'map/embedded': {
		params: { embedder: string; student: string };
		row: { id: string; is_student: boolean };
	};
	/** One row per embedding model that has read something; the one of the map first. */
	'map/state': {
		params: { student: string };
		row: { embedder: string; embedded: number; placed: number; trajectories: number };
	};
	/** The student's points too. */
	'map/points': {
		params: { teachers: string; student: string; limit: number };
		row: {
			id: string;
			teacher_id: string;
			/** In units of the student's own spread, its middle at 0. */
			x: number;
			y: number;
			verdict: string;
			/** Cut to 120 characters. */
			question: string;
		};
	};
	'map/matrix': { params: { teachers: string; student: string }; row: MapRow };
	/** One row per teacher that has trajectories there. `area`: core/latent/map-area.ts. */
	'map/inside': {
		params: { teachers: string; area: string };
		row: { teacher_id: string; trajectories: number };
	};
}
