import htmx from './htmx.js';
import { $, $$, on, onHtmx, words } from './dom.js';
import { toast } from './toast.js';

/** Open the page behind a link as a dialog, or as a side panel with data-dialog="panel"; one inside a dialog stays there. Without us the link just opens. */
on('click', 'a[data-dialog]', async (link, event) => {
  const box = link.closest('dialog:has(.dbody)') ?? $(`#${link.dataset.dialog || 'dialog'}`);
  if (!box || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const body = $('.dbody', box), label = link.dataset.dialogTitle || link.textContent.trim();
  body.replaceChildren(...$('#bones').content.cloneNode(true).children);
  $('h2', box).textContent = label;
  if (!box.open) box.showModal();
  await htmx.ajax('GET', link.href, { source: body, target: body, swap: 'innerHTML' });
  $('[autofocus], input:not([type="hidden"]), select, textarea', body)?.focus();
});
onHtmx('htmx:after:swap', () => {
  for (const body of $$('dialog[open] .dbody')) {
    $$('form:not([hx-post], [hx-get], [method="dialog"], [data-plain])', body).forEach(stay);
    const title = $('h1', body);
    if (title) $('h2', body.parentElement).textContent = title.textContent.trim();
  }
});
// A form that came with a page stays in its dialog: refused, it comes back with its reasons; accepted, the dialog closes.
const stay = form => {
  form.setAttribute(form.method === 'post' ? 'hx-post' : 'hx-get', form.action);
  form.setAttribute('hx-target', `#${form.closest('.dbody').id}`);
  htmx.process(form);
};
onHtmx('htmx:after:request', ctx => {
  if (ctx.response?.status < 300 && ctx.request?.method !== 'GET') ctx.sourceElement?.closest('dialog')?.close();
});

on('click', '[data-opens]', el => $(`#${el.dataset.opens}`)?.showModal());
on('click', '[data-close]', el => leave(el.closest('dialog')));
on('mousedown', 'dialog', (box, event) => { if (event.target === box) leave(box); });
document.addEventListener('cancel', event => { if (!mayLeave(event.target)) event.preventDefault(); }, true);
document.addEventListener('close', event => { const body = $('.dbody[id]', event.target); if (body) body.replaceChildren(); }, true);

const leave = box => { if (mayLeave(box)) box.close(); };
const mayLeave = box => {
  const form = $('form[data-dirty]', box);
  if (!form || form.dataset.dirty === 'warned') return true;
  form.dataset.dirty = 'warned';
  toast(words.unsaved);
  return false;
};
