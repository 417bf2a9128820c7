/**
 * The demo models in plain JavaScript, float64 throughout: what the model libraries are checked
 * against. It reads a package's weights and shares no code with the library. A Llama-style decoder:
 * RMSNorm, rotary positions (half-split), causal attention, SwiGLU, tied embeddings, no biases.
 */

/** The part of `tensor-cache.json` that says where each tensor's bytes are. */
interface TensorCache {
	readonly records: readonly {
		readonly dataPath: string;
		readonly records: readonly {
			readonly name: string;
			readonly shape: readonly number[];
			readonly byteOffset: number;
		}[];
	}[];
}

/** Row-major, [rows, columns]; a vector has one row. */
interface Matrix {
	readonly rows: number;
	readonly columns: number;
	readonly data: Float32Array;
}

interface Layer {
	readonly norm1: Matrix;
	readonly qkv: Matrix;
	readonly o: Matrix;
	readonly norm2: Matrix;
	readonly gateUp: Matrix;
	readonly down: Matrix;
}

const NORM_EPSILON = 1e-6;
const ROPE_THETA = 10_000;
/** Both demo models have 4 heads; the weights alone do not tell. */
const HEADS = 4;

export class PlainModel {
	readonly vocabularySize: number;
	readonly hiddenSize: number;
	readonly heads: number;
	readonly #embedding: Matrix;
	readonly #layers: readonly Layer[];
	readonly #norm: Matrix;

	constructor(tensors: ReadonlyMap<string, Matrix>, heads: number) {
		const tensor = (name: string): Matrix => {
			const found = tensors.get(name);
			if (!found) throw new Error(`The weights lack ${name}.`);
			return found;
		};
		this.heads = heads;
		this.#embedding = tensor('embed.weight');
		this.vocabularySize = this.#embedding.rows;
		this.hiddenSize = this.#embedding.columns;
		this.#norm = tensor('norm.weight');
		const layers: Layer[] = [];
		while (tensors.has(`layers.${layers.length}.qkv.weight`)) {
			const prefix = `layers.${layers.length}`;
			layers.push({
				norm1: tensor(`${prefix}.norm1.weight`),
				qkv: tensor(`${prefix}.qkv.weight`),
				o: tensor(`${prefix}.o.weight`),
				norm2: tensor(`${prefix}.norm2.weight`),
				gateUp: tensor(`${prefix}.gate_up.weight`),
				down: tensor(`${prefix}.down.weight`)
			});
		}
		this.#layers = layers;
	}

	/** Reads a package through `read`, which gives the bytes of one of its files. */
	static async load(
		read: (file: string) => Promise<ArrayBuffer>,
		heads = HEADS
	): Promise<PlainModel> {
		const json = new TextDecoder().decode(await read('tensor-cache.json'));
		const tensors = new Map<string, Matrix>();
		for (const shard of (JSON.parse(json) as TensorCache).records) {
			const bytes = await read(shard.dataPath);
			for (const { name, shape, byteOffset } of shard.records) {
				const columns = shape[shape.length - 1]!;
				const rows = shape.length > 1 ? shape[0]! : 1;
				const data = new Float32Array(bytes, byteOffset, rows * columns);
				tensors.set(name, { rows, columns, data });
			}
		}
		return new PlainModel(tensors, heads);
	}

	/** An empty sequence, to be fed token by token. */
	startSequence(): PlainSequence {
		return new PlainSequence(this.#embedding, this.#layers, this.#norm, this.heads);
	}

	/** Logits after each of the tokens: what the model expects next. */
	logitsOf(tokens: readonly number[]): Float64Array[] {
		const sequence = this.startSequence();
		return tokens.map((token) => sequence.feed(token));
	}

	/** The most likely continuation: up to `maxTokens`, without the stop token that ends it. */
	continueGreedily(
		prompt: readonly number[],
		maxTokens: number,
		stopTokens: readonly number[] = []
	): number[] {
		const sequence = this.startSequence();
		let logits = new Float64Array();
		for (const token of prompt) logits = sequence.feed(token);
		const tokens: number[] = [];
		while (tokens.length < maxTokens) {
			const token = indexOfHighest(logits);
			if (stopTokens.includes(token)) break;
			tokens.push(token);
			logits = sequence.feed(token);
		}
		return tokens;
	}
}

/** The keys and values of the tokens fed so far. */
export class PlainSequence {
	readonly #embedding: Matrix;
	readonly #layers: readonly Layer[];
	readonly #norm: Matrix;
	readonly #heads: number;
	/** Per layer, a row [hidden size] per position. */
	readonly #keys: Float64Array[][];
	readonly #values: Float64Array[][];
	#length = 0;

	constructor(embedding: Matrix, layers: readonly Layer[], norm: Matrix, heads: number) {
		this.#embedding = embedding;
		this.#layers = layers;
		this.#norm = norm;
		this.#heads = heads;
		this.#keys = layers.map(() => []);
		this.#values = layers.map(() => []);
	}

	/** Logits [vocabulary] after `token`. */
	feed(token: number): Float64Array<ArrayBuffer> {
		const size = this.#embedding.columns;
		const row = this.#embedding.data.subarray(token * size, (token + 1) * size);
		if (row.length !== size) throw new RangeError(`There is no token ${token}.`);
		const residual = Float64Array.from(row);
		this.#layers.forEach((layer, index) => {
			const attended = this.#attend(index, multiply(layer.qkv, normalise(residual, layer.norm1)));
			addTo(residual, multiply(layer.o, attended));
			const gateAndUp = multiply(layer.gateUp, normalise(residual, layer.norm2));
			addTo(residual, multiply(layer.down, swiGlu(gateAndUp)));
		});
		this.#length++;
		return multiply(this.#embedding, normalise(residual, this.#norm));
	}

	/** Weighted means of the values so far [hidden size], head by head. */
	#attend(layer: number, queryKeyValue: Float64Array): Float64Array {
		const size = queryKeyValue.length / 3;
		const headSize = size / this.#heads;
		const query = rotate(queryKeyValue.subarray(0, size), headSize, this.#length);
		const keys = this.#keys[layer]!;
		const values = this.#values[layer]!;
		keys.push(rotate(queryKeyValue.subarray(size, 2 * size), headSize, this.#length));
		values.push(queryKeyValue.slice(2 * size));

		const attended = new Float64Array(size);
		for (let from = 0; from < size; from += headSize) {
			const part = query.subarray(from, from + headSize);
			const scores = keys.map(
				(key) => dot(part, key.subarray(from, from + headSize)) / Math.sqrt(headSize)
			);
			softmax(scores).forEach((weight, position) => {
				for (let i = from; i < from + headSize; i++) {
					attended[i] = attended[i]! + weight * values[position]![i]!;
				}
			});
		}
		return attended;
	}
}

/** Natural logarithms of the probabilities that logits stand for. */
export function logProbabilities(logits: ArrayLike<number>): Float64Array {
	const values = Float64Array.from(logits);
	const highest = values.reduce((a, b) => Math.max(a, b), -Infinity);
	const sum = values.reduce((total, value) => total + Math.exp(value - highest), 0);
	return values.map((value) => value - highest - Math.log(sum));
}

/** The first, if several are equal. */
export function indexOfHighest(values: ArrayLike<number>): number {
	let best = 0;
	for (let i = 1; i < values.length; i++) if (values[i]! > values[best]!) best = i;
	return best;
}

function multiply(matrix: Matrix, x: Float64Array): Float64Array<ArrayBuffer> {
	const { rows, columns, data } = matrix;
	const y = new Float64Array(rows);
	for (let row = 0; row < rows; row++) {
		let sum = 0;
		for (let i = 0, at = row * columns; i < columns; i++, at++) sum += data[at]! * x[i]!;
		y[row] = sum;
	}
	return y;
}

function addTo(x: Float64Array, update: Float64Array): void {
	for (let i = 0; i < x.length; i++) x[i] = x[i]! + update[i]!;
}

function dot(a: Float64Array, b: Float64Array): number {
	let sum = 0;
	for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
	return sum;
}

function normalise(x: Float64Array, weight: Matrix): Float64Array {
	const scale = 1 / Math.sqrt(dot(x, x) / x.length + NORM_EPSILON);
	return x.map((value, i) => value * scale * weight.data[i]!);
}

/** silu(gate) · up, of [gate, up]. */
function swiGlu(gateAndUp: Float64Array): Float64Array {
	const size = gateAndUp.length / 2;
	return gateAndUp
		.subarray(0, size)
		.map((gate, i) => (gate / (1 + Math.exp(-gate))) * gateAndUp[size + i]!);
}

/** Element i of each head turns with element i + head size / 2. */
function rotate(x: Float64Array, headSize: number, position: number): Float64Array {
	const half = headSize / 2;
	return x.map((value, index) => {
		const within = index % headSize;
		const angle = position * ROPE_THETA ** ((-2 * (within % half)) / headSize);
		const [partner, sign] = within < half ? [index + half, -1] : [index - half, 1];
		return value * Math.cos(angle) + sign * x[partner]! * Math.sin(angle);
	});
}

function softmax(scores: readonly number[]): number[] {
	const highest = Math.max(...scores);
	const weights = scores.map((score) => Math.exp(score - highest));
	const sum = weights.reduce((a, b) => a + b, 0);
	return weights.map((weight) => weight / sum);
}
