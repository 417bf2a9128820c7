/** What vite/client declares too; that file would bring the DOM into code that must run in Node. */
declare module '*.sql?raw' {
	const text: string;
	export default text;
}
