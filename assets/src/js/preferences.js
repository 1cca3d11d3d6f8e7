import htmx from './htmx.js';
import { $$, on } from './dom.js';

// Looks change at once and are kept by the server; another language needs another page.
on('submit', '[data-preferences]', async (form, event) => {
  const { name, value } = event.submitter ?? {};
  if (!name) return;
  event.preventDefault();
  if (name !== 'language') {
    document.documentElement.dataset[name] = value;
    $$(`[data-preferences] [name="${name}"]`).forEach(b => b.setAttribute('aria-pressed', b.value === value));
  }
  await htmx.ajax('POST', form.action, { source: form, values: { [name]: value }, swap: 'none' });
  if (name === 'language') location.reload();
});
