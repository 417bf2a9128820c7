/** Global functions for the state of a sequence. There is one sequence, so its number is ignored. */
import { Call } from '../abi/call';
import { OK } from '../abi/errors';
import { registerGlobal } from '../abi/registry';
import { extend, shorten } from '../model/kv-cache';

export function registerKvStateFunctions(): void {
	registerGlobal('vm.builtin.kv_state_clear', clear);
	registerGlobal('vm.builtin.kv_state_add_sequence', doNothing);
	registerGlobal('vm.builtin.kv_state_remove_sequence', clear);
	registerGlobal('vm.builtin.kv_state_begin_forward', beginForward);
	registerGlobal('vm.builtin.kv_state_end_forward', doNothing);
	registerGlobal('vm.builtin.kv_state_popn', pop);
}

function doNothing(_call: Call): i32 {
	return OK;
}

function clear(call: Call): i32 {
	call.kvCache(0).length = 0;
	return OK;
}

/** (cache, sequence numbers, [tokens to come]) */
function beginForward(call: Call): i32 {
	return extend(call.kvCache(0), call.shape(2).dimension(0));
}

/** (cache, sequence number, tokens to forget) */
function pop(call: Call): i32 {
	return shorten(call.kvCache(0), call.integer(2));
}
