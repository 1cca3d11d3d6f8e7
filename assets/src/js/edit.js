import { $, on, onHtmx } from './dom.js';

// In place: a cell's button becomes an editor. Enter saves, Esc leaves, a refused value keeps the editor with the reason.
onHtmx('htmx:after:swap', ctx => {
  const field = document.activeElement;
  if (field?.closest('.editor')) {
    field.select?.();
    if (field.matches('select')) try { field.showPicker(); } catch { /* only after a key or a click */ }
  } else if (field === document.body && ctx.target?.id) $('.cellbtn', document.getElementById(ctx.target.id) ?? undefined)?.focus();
});
on('change', '.editor select, select[data-auto], input[data-auto]', el => el.form.requestSubmit());
document.addEventListener('keydown', event => {
  if (event.key !== 'Escape' || $('dialog[open], :popover-open')) return;
  ($('.editor:focus-within') ?? $('.editor'))?.querySelector('[data-cancel]')?.click();
});
