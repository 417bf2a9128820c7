/** Global functions for modules, arrays and shapes. */
import { Call } from '../abi/call';
import { fail, OK } from '../abi/errors';
import { newArray, newFunction, newModule, newShape } from '../abi/objects';
import { findModuleFunction, NOT_FOUND, registerGlobal } from '../abi/registry';
import { takeValue } from '../abi/values';
import { ModuleObject } from '../abi/layout';

/** The runtime insists on finding these when it starts, and a chat never calls them. */
const NEVER_CALLED = [
	'ffi.FunctionListGlobalNamesFunctor',
	'ffi.ModuleImportModule',
	'tvmjs.runtime.ArrayConcat',
	'vm.builtin.param_module_from_cache',
	'vm.builtin.sample_top_p_from_logits',
	'vm.builtin.sample_top_p_from_prob',
	'vm.builtin.apply_repetition_penalty',
	'vm.builtin.apply_presence_and_frequency_penalty',
	'vm.builtin.apply_softmax_with_temperature',
	'vm.builtin.attention_kv_cache_enable_sliding_window_for_seq'
];

export function registerObjectFunctions(): void {
	registerGlobal('ffi.SystemLib', getSystemLibrary);
	registerGlobal('ffi.ModuleGetFunction', getModuleFunction);
	registerGlobal('ffi.Array', makeArray);
	registerGlobal('ffi.ArrayGetItem', getArrayItem);
	registerGlobal('ffi.ArraySize', getArraySize);
	registerGlobal('ffi.Shape', makeShape);
	for (let i = 0; i < NEVER_CALLED.length; i++) registerGlobal(NEVER_CALLED[i], refuse);
}

function refuse(_call: Call): i32 {
	return fail('The tiny library does not have this function.');
}

function getSystemLibrary(call: Call): i32 {
	call.returnObject(newModule(null));
	return OK;
}

/** (module, name, query imports) → function, or nothing */
function getModuleFunction(call: Call): i32 {
	const handler = findModuleFunction(call.text(1));
	if (handler == NOT_FOUND) return OK;
	const module = changetype<ModuleObject>(call.argument(0).pointer);
	call.returnObject(newFunction(handler, module));
	return OK;
}

function makeArray(call: Call): i32 {
	const array = newArray(call.count);
	for (let i = 0; i < call.count; i++) takeValue(call.argument(i), array.item(i));
	call.returnObject(array);
	return OK;
}

function getArrayItem(call: Call): i32 {
	const array = call.array(0);
	const index = call.integer(1);
	if (index < 0 || index >= array.length) return fail('The array has no such item.');
	call.returnShared(array.item(index));
	return OK;
}

function getArraySize(call: Call): i32 {
	call.returnInteger(call.array(0).length);
	return OK;
}

function makeShape(call: Call): i32 {
	const shape = newShape(call.count);
	for (let i = 0; i < call.count; i++) {
		store<i64>(shape.data + ((<usize>i) << 3), call.integer(i));
	}
	call.returnObject(shape);
	return OK;
}
