/** Node has the value but its types lack the interface, which protocol/db-api.ts names. */
type MessagePort = import('node:worker_threads').MessagePort;
