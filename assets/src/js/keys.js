import { $, $$, isTyping } from './dom.js';
import { move, toggle } from './list.js';
import { openPalette } from './palette.js';

const act = {
  '/': () => { const filter = $('[data-filter]'); if (filter) filter.select(); else openPalette(); },
  '?': () => $('#keys')?.showModal(),
  j: () => move(1),
  k: () => move(-1),
  x: toggle,
  c: () => { const menu = $('#create'); if (menu) { menu.showPopover(); $('a', menu)?.focus(); } },
};
// Anything on the page may claim a letter with data-key; an open menu's letters come first.
const claimed = key => $$(`[data-key="${CSS.escape(key)}"]`, $(':popover-open') ?? document).find(el => el.offsetParent);

document.addEventListener('keydown', event => {
  const command = event.ctrlKey || event.metaKey;
  if (command && event.key.toLowerCase() === 'k') { event.preventDefault(); openPalette(); return; }
  if (command || event.altKey || event.isComposing || isTyping(event) || $('dialog[open]')) return;
  const el = claimed(event.key);
  if (!el && (!act[event.key] || $(':popover-open'))) return;
  event.preventDefault();
  if (el) el.click(); else act[event.key]();
});
