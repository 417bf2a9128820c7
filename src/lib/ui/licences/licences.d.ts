/** Made by tools/vite/licences-plugin.ts. */
declare module 'virtual:licences' {
	const list: import('../../core/model/licences.ts').LicenceList;
	export default list;
}
