import htmx from './htmx.js';
import { $, on, onHtmx } from './dom.js';

// In place: a cell's button becomes an editor. Enter saves, Esc leaves, a refused value keeps the editor with the reason.
onHtmx('htmx:after:swap', ctx => {
  const box = ctx.target?.id && document.getElementById(ctx.target.id), field = box && $('[data-focus]', box);
  if (field) {
    field.focus();
    field.select?.();
    if (field.matches('select')) try { field.showPicker(); } catch { /* only after a key or a click */ }
  } else if (box && document.activeElement === document.body) $('.cellbtn', box)?.focus();
});
// A list has hundreds of cells, so the table says once where their editors are; the cell's id says which one.
on('click', '[data-cells] .cellbtn:not([hx-get])', el => {
  const cell = el.closest('td'), [, id, key] = cell.id.split('-');
  htmx.ajax('GET', `${el.closest('[data-cells]').dataset.cells}${id}/cells/${key}/`, { source: el, target: cell, swap: 'outerHTML' });
});
on('change', '.editor select, select[data-auto], input[data-auto]', el => el.form.requestSubmit());
document.addEventListener('keydown', event => {
  if (event.key !== 'Escape' || $('dialog[open], :popover-open')) return;
  ($('.editor:focus-within') ?? $('.editor'))?.querySelector('[data-cancel]')?.click();
});
