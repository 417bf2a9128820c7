import { mount } from 'svelte';
import App from './lib/ui/App.svelte';

const target = document.querySelector('#app');
if (target) mount(App, { target });
