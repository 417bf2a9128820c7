/** From logits to a token. The inputs are float32 and int32 tensors of one sequence. */
import { Call } from '../abi/call';
import { OK } from '../abi/errors';
import { DataTypeCode, TensorObject, TypeIndex } from '../abi/layout';
import { newArray } from '../abi/objects';
import { registerModuleFunction } from '../abi/registry';
import { newBatch, newMatrix, newVector } from '../abi/tensors';

export function registerSamplingFunctions(): void {
	registerModuleFunction('apply_bitmask_inplace', applyBitmask);
	registerModuleFunction('apply_penalty_inplace', applyPenalty);
	registerModuleFunction('apply_logit_bias_inplace', applyBias);
	registerModuleFunction('softmax_with_temperature', softmaxWithTemperature);
	registerModuleFunction('argsort_probs', sortProbabilities);
	registerModuleFunction('sample_with_top_p', sampleWithTopP);
}

function floatAt(tensor: TensorObject, index: i32): f32 {
	return load<f32>(tensor.start + ((<usize>index) << 2));
}

function setFloat(tensor: TensorObject, index: i32, value: f32): void {
	store<f32>(tensor.start + ((<usize>index) << 2), value);
}

function integerAt(tensor: TensorObject, index: i32): i32 {
	return load<i32>(tensor.start + ((<usize>index) << 2));
}

/** (logits [1, V], sequences, bitmask [1, V / 32]): tokens whose bit is 0 are ruled out. */
function applyBitmask(call: Call): i32 {
	const logits = call.tensor(0);
	const bitmask = call.tensor(2);
	for (let token = 0; token < logits.elements; token++) {
		const allowed = (integerAt(bitmask, token >> 5) >>> (token & 31)) & 1;
		if (!allowed) setFloat(logits, token, -f32.MAX_VALUE);
	}
	return OK;
}

/** (logits, sequences, places, tokens, counts, [presence, frequency, repetition]) */
function applyPenalty(call: Call): i32 {
	const logits = call.tensor(0);
	const tokens = call.tensor(3);
	const counts = call.tensor(4);
	const penalties = call.tensor(5);
	const presence = floatAt(penalties, 0);
	const frequency = floatAt(penalties, 1);
	const repetition = floatAt(penalties, 2);
	for (let i = 0; i < tokens.elements; i++) {
		const token = integerAt(tokens, i);
		const lowered = floatAt(logits, token) - presence - frequency * <f32>integerAt(counts, i);
		setFloat(logits, token, lowered > 0 ? lowered / repetition : lowered * repetition);
	}
	return OK;
}

/** (logits, places, tokens, biases) */
function applyBias(call: Call): i32 {
	const logits = call.tensor(0);
	const tokens = call.tensor(2);
	const biases = call.tensor(3);
	for (let i = 0; i < tokens.elements; i++) {
		const token = integerAt(tokens, i);
		setFloat(logits, token, floatAt(logits, token) + floatAt(biases, i));
	}
	return OK;
}

/** (logits [1, 1, V], temperature [1]) → probabilities [1, 1, V] */
function softmaxWithTemperature(call: Call): i32 {
	const logits = call.tensor(0);
	const temperature = <f64>floatAt(call.tensor(1), 0);
	const vocabulary = logits.elements;
	let highest: f64 = -Infinity;
	for (let i = 0; i < vocabulary; i++) highest = Math.max(highest, floatAt(logits, i));
	const weight = (i: i32, logits: TensorObject, highest: f64, temperature: f64): f64 =>
		Math.exp((<f64>floatAt(logits, i) - highest) / temperature);
	let sum: f64 = 0;
	for (let i = 0; i < vocabulary; i++) sum += weight(i, logits, highest, temperature);
	const probabilities = newBatch(1, vocabulary);
	for (let i = 0; i < vocabulary; i++) {
		setFloat(probabilities, i, <f32>(weight(i, logits, highest, temperature) / sum));
	}
	call.returnObject(probabilities);
	return OK;
}

/** What the tokens are being sorted by: a comparison cannot capture it. */
let sortedBy: TensorObject = changetype<TensorObject>(0);

/** (probabilities [1, V]) → [probabilities in falling order, their tokens]; the lower token first. */
function sortProbabilities(call: Call): i32 {
	const probabilities = call.tensor(0);
	const vocabulary = probabilities.elements;
	const order = new StaticArray<i32>(vocabulary);
	for (let i = 0; i < vocabulary; i++) order[i] = i;
	sortedBy = probabilities;
	order.sort((a, b) => {
		const difference = floatAt(sortedBy, b) - floatAt(sortedBy, a);
		return difference > 0 ? 1 : difference < 0 ? -1 : a - b;
	});

	const sorted = newMatrix(1, vocabulary, DataTypeCode.Float);
	const tokens = newMatrix(1, vocabulary, DataTypeCode.Int);
	for (let i = 0; i < vocabulary; i++) {
		setFloat(sorted, i, floatAt(probabilities, order[i]));
		store<i32>(tokens.start + ((<usize>i) << 2), order[i]);
	}
	const answer = newArray(2);
	answer.item(0).set(TypeIndex.Tensor, changetype<usize>(sorted));
	answer.item(1).set(TypeIndex.Tensor, changetype<usize>(tokens));
	call.returnObject(answer);
	return OK;
}

/** (sorted probabilities, their tokens, a number in [0, 1), rows, top p) → token [1] */
function sampleWithTopP(call: Call): i32 {
	const probabilities = call.tensor(0);
	const vocabulary = probabilities.elements;
	const topP = <f64>floatAt(call.tensor(4), 0);
	let kept = 0;
	let mass: f64 = 0;
	while (kept < vocabulary && (kept == 0 || mass < topP)) mass += floatAt(probabilities, kept++);

	const threshold = <f64>floatAt(call.tensor(2), 0) * mass;
	let chosen = 0;
	let passed = <f64>floatAt(probabilities, 0);
	while (chosen < kept - 1 && passed <= threshold) passed += floatAt(probabilities, ++chosen);
	const token = newVector(1, DataTypeCode.Int);
	store<i32>(token.start, integerAt(call.tensor(1), chosen));
	call.returnObject(token);
	return OK;
}
