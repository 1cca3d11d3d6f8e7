import { $$, onHtmx } from './dom.js';

// What few pages need comes when its element does: data-module names a script of our own folder, nothing else is taken.
const home = new URL('.', import.meta.url).href;
const seen = new WeakSet();
const load = () => $$('[data-module]').filter(el => !seen.has(el)).forEach(async el => {
  seen.add(el);
  const source = new URL(el.dataset.module, location.href).href;
  if (source.startsWith(home)) (await import(source)).mount(el);
});
onHtmx('htmx:after:swap', load);
load();
