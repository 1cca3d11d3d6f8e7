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
on('change', '.editor select, select[data-auto], input[data-auto]', el => el.form.requestSubmit());
document.addEventListener('keydown', event => {
  if (event.key !== 'Escape' || $('dialog[open], :popover-open')) return;
  ($('.editor:focus-within') ?? $('.editor'))?.querySelector('[data-cancel]')?.click();
});
