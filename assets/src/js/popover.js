import { $, $$, on } from './dom.js';

// The browser opens, closes and hands back the focus; we only say where.
document.addEventListener('toggle', ({ target: pop, newState }) => {
  if (newState !== 'open' || !pop.matches('[popover]')) return;
  const anchor = $(`[popovertarget="${pop.id}"]:focus`) ?? $$(`[popovertarget="${pop.id}"]`).find(b => b.offsetParent);
  if (!anchor) return;
  const a = anchor.getBoundingClientRect(), p = pop.getBoundingClientRect();
  const left = 'end' in anchor.dataset ? a.right - p.width : a.left;
  pop.style.left = `${Math.max(8, Math.min(left, innerWidth - p.width - 8))}px`;
  pop.style.top = `${a.bottom + 6 + p.height < innerHeight ? a.bottom + 6 : Math.max(8, a.top - p.height - 6)}px`;
}, true);

on('keydown', '.menu', (menu, event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const items = $$('a, button, input', menu);
  items.at((items.indexOf(document.activeElement) + step) % items.length)?.focus();
});
on('click', '.menu [data-dialog], .menu [data-opens], .menu [hx-post]', el => el.closest('[popover]')?.hidePopover());
