import { $, $$, on, onHtmx } from './dom.js';
import { pick, steer } from './options.js';

const box = $('#palette'), ask = box && $('input', box);

export const openPalette = () => {
  if (!box || box.open) return;
  box.showModal();
  ask.select();
  if (!$('.hit', box)) ask.dispatchEvent(new Event('input', { bubbles: true }));
};
on('click', '[data-palette]', (el, event) => { if (box) { event.preventDefault(); openPalette(); } });
box?.addEventListener('keydown', event => steer($$('.hit', box), ask, event));
if (box) onHtmx('htmx:after:swap', () => { if (box.open) pick($$('.hit', box), 0, ask); });
