/** Global functions for the weights: web-llm puts them in by name and asks for them in order. */
import { Call } from '../abi/call';
import { fail, FAILED, OK } from '../abi/errors';
import { TensorObject, TypeIndex } from '../abi/layout';
import { newArray, newModule, release, retain } from '../abi/objects';
import { registerGlobal, registerModuleFunction } from '../abi/registry';
import { readText } from '../abi/values';
import { checkShape, listParameters, Parameter } from '../model/parameters';

/** Pointers to tensors, each held with one reference. */
const cache = new Map<string, usize>();

export function registerTensorCacheFunctions(): void {
	registerGlobal('vm.builtin.tensor_cache.get', getCached);
	registerGlobal('vm.builtin.tensor_cache.remove', removeCached);
	registerGlobal('vm.builtin.tensor_cache.update', putIntoCache);
	registerGlobal('vm.builtin.tensor_cache.clear', clearCache);
	registerGlobal('vm.builtin.param_module_from_cache_by_name', makeParameterModule);
	registerModuleFunction('get_params', getParameters);
}

function getCached(call: Call): i32 {
	const name = call.text(0);
	if (!cache.has(name)) return OK;
	const tensor = changetype<TensorObject>(cache.get(name));
	retain(tensor);
	call.returnObject(tensor);
	return OK;
}

function forget(name: string): void {
	if (!cache.has(name)) return;
	release(changetype<TensorObject>(cache.get(name)));
	cache.delete(name);
}

function removeCached(call: Call): i32 {
	forget(call.text(0));
	return OK;
}

/** (name, tensor, override) */
function putIntoCache(call: Call): i32 {
	const name = call.text(0);
	const tensor = call.tensor(1);
	retain(tensor);
	forget(name);
	cache.set(name, changetype<usize>(tensor));
	return OK;
}

function clearCache(_call: Call): i32 {
	const names = cache.keys();
	for (let i = 0; i < names.length; i++) forget(names[i]);
	return OK;
}

/** (names) → a module whose `get_params` gives them */
function makeParameterModule(call: Call): i32 {
	call.returnObject(newModule(call.array(0)));
	return OK;
}

/** → the weights in the order of `_metadata`, each checked against the shape of this library */
function getParameters(call: Call): i32 {
	const module = call.module;
	const names = module ? module.parameterNames : null;
	const expected = listParameters();
	if (!names || names.length != expected.length) return fail('Ask for the parameters by name.');
	for (let i = 0; i < names.length; i++) {
		if (checkParameter(readText(names.item(i)), expected[i]) == FAILED) return FAILED;
	}
	const parameters = newArray(names.length);
	for (let i = 0; i < names.length; i++) {
		const tensor = changetype<TensorObject>(cache.get(expected[i].name));
		retain(tensor);
		parameters.item(i).set(TypeIndex.Tensor, changetype<usize>(tensor));
	}
	call.returnObject(parameters);
	return OK;
}

function checkParameter(name: string, expected: Parameter): i32 {
	if (name != expected.name) return fail(`${name} is not in its place.`);
	if (!cache.has(name)) return fail(`The weights lack ${name}.`);
	return checkShape(expected, changetype<TensorObject>(cache.get(name)));
}
