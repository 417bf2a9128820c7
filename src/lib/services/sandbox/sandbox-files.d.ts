/** The address of a worker of the sandbox as one classic script: tools/vite/sandbox-plugin.ts. */
declare module 'virtual:sandbox/*' {
	const address: string;
	export default address;
}
