import { EigenvalueDecomposition, Matrix } from 'ml-matrix';

/**
 * The plane of the latent map: the two directions in which a student's own answers differ most. A point of it
 * is in units of the student's own spread, with the middle of its answers at (0, 0).
 */
export interface StudentPlane {
	/** Of the student's vectors. */
	readonly mean: Float64Array;
	/** Two orthogonal unit vectors, the one of larger variance first. */
	readonly axes: readonly [Float64Array, Float64Array];
	/** Root of the mean squared distance of the student's answers from their middle, within the plane. */
	readonly spread: number;
	/** Of the variance of the student's answers, how much lies in the plane, 0 to 1. */
	readonly varianceShare: number;
}

export interface MapPoint {
	readonly x: number;
	readonly y: number;
}

/** Fewer answers span no plane worth the name. */
export const MIN_ANSWERS = 8;
/** More than these change the plane by nothing that could be seen, and take long. */
export const MAX_ANSWERS = 600;

/**
 * Fits a PCA on the student's own answers (METRICS §2, 'latent shift': a proxy of what DED, arXiv 2508.09883,
 * measures on a trained student). Signs are fixed by the largest component, so that the same vectors give
 * the same map everywhere.
 *
 * @param answers vectors of one length; at most `MAX_ANSWERS`
 * @returns null for fewer than `MIN_ANSWERS`, and where all are alike
 */
export function fitStudentPlane(answers: readonly Float32Array[]): StudentPlane | null {
	if (answers.length < MIN_ANSWERS) return null;
	const centred = answers.map((vector) => Float64Array.from(vector));
	const mean = meanOf(centred);
	for (const vector of centred) for (let i = 0; i < mean.length; i++) vector[i]! -= mean[i]!;
	const total = centred.reduce((sum, vector) => sum + dot(vector, vector), 0);
	if (!(total > 0)) return null;
	const axes = principalAxes(centred);
	const inPlane = centred.reduce(
		(sum, vector) => sum + dot(vector, axes[0]) ** 2 + dot(vector, axes[1]) ** 2,
		0
	);
	const spread = Math.sqrt(inPlane / centred.length);
	return spread > 0 ? { mean, axes, spread, varianceShare: inPlane / total } : null;
}

export function placeOnPlane({ mean, axes, spread }: StudentPlane, vector: Float32Array): MapPoint {
	let x = 0;
	let y = 0;
	for (let i = 0; i < mean.length; i++) {
		const away = vector[i]! - mean[i]!;
		x += away * axes[0][i]!;
		y += away * axes[1][i]!;
	}
	return { x: x / spread, y: y / spread };
}

/**
 * Eigenvectors of the covariance, or, where there are fewer answers than dimensions, of the answers' products
 * with each other, which have the same axes and are the smaller matrix.
 */
function principalAxes(centred: readonly Float64Array[]): [Float64Array, Float64Array] {
	const answers = new Matrix(centred.map((vector) => Array.from(vector)));
	const isWide = answers.columns > answers.rows;
	const products = isWide ? answers.mmul(answers.transpose()) : answers.transpose().mmul(answers);
	const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(products, {
		assumeSymmetric: true
	});
	const [first = 0, second = 0] = realEigenvalues
		.map((value, column) => ({ value, column }))
		.sort((a, b) => b.value - a.value)
		.map(({ column }) => column);
	const axis = (column: number): Float64Array => {
		const eigenvector = Matrix.columnVector(eigenvectorMatrix.getColumn(column));
		const direction = isWide ? answers.transpose().mmul(eigenvector) : eigenvector;
		return withFixedSign(withUnitLength(Float64Array.from(direction.getColumn(0))));
	};
	return [axis(first), axis(second)];
}

/** What is nothing but rounding has no direction: answers on one line have a second axis of zeros. */
const ROUNDING = 1e-9;

function withUnitLength(vector: Float64Array): Float64Array {
	const length = Math.sqrt(dot(vector, vector));
	return vector.map((value) => (length > ROUNDING ? value / length : 0));
}

/** A principal axis is defined up to its sign. */
function withFixedSign(axis: Float64Array): Float64Array {
	let largest = 0;
	for (const value of axis) if (Math.abs(value) > Math.abs(largest)) largest = value;
	return largest < 0 ? axis.map((value) => -value) : axis;
}

function meanOf(vectors: readonly Float64Array[]): Float64Array {
	const mean = new Float64Array(vectors[0]!.length);
	for (const vector of vectors) for (let i = 0; i < mean.length; i++) mean[i]! += vector[i]!;
	return mean.map((sum) => sum / vectors.length);
}

function dot(a: Float64Array, b: Float64Array): number {
	let sum = 0;
	for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
	return sum;
}
