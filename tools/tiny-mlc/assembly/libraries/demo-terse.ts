/** The library of the teacher. */
import { start } from '../start';
export * from '../abi/exports';

const HIDDEN_SIZE = 128;
const LAYERS = 4;
const HEADS = 4;
const FEED_FORWARD_SIZE = 352;
const BATCH_VERIFY = true;

start(HIDDEN_SIZE, LAYERS, HEADS, FEED_FORWARD_SIZE, BATCH_VERIFY);
