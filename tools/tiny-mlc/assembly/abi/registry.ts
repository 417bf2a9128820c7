/** Which functions there are, by name: the runtime's global ones, and those of the model's module. */
import { Handler } from './call';

const handlers: Handler[] = [];
const globals = new Map<string, i32>();
const moduleFunctions = new Map<string, i32>();

function add(handler: Handler): i32 {
	handlers.push(handler);
	return handlers.length - 1;
}

/** A function that `TVMFFIFunctionGetGlobal` finds. */
export function registerGlobal(name: string, handler: Handler): void {
	globals.set(name, add(handler));
}

/** A function that `ffi.ModuleGetFunction` finds, in every module. */
export function registerModuleFunction(name: string, handler: Handler): void {
	moduleFunctions.set(name, add(handler));
}

export const NOT_FOUND: i32 = -1;

export function findGlobal(name: string): i32 {
	return globals.has(name) ? globals.get(name) : NOT_FOUND;
}

export function findModuleFunction(name: string): i32 {
	return moduleFunctions.has(name) ? moduleFunctions.get(name) : NOT_FOUND;
}

export function handlerAt(index: i32): Handler {
	return handlers[index];
}
