import { $, on, onHtmx } from './dom.js';

// Leaving a form with unsaved changes asks first.
on('input', 'form[data-guard]', form => { form.dataset.dirty = '1'; });
on('submit', 'form', form => { delete form.dataset.dirty; });
addEventListener('beforeunload', event => { if ($('form[data-dirty]')) event.preventDefault(); });

document.addEventListener('keydown', event => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.target.form?.requestSubmit();
});

// What cannot be undone wants its name typed.
const match = () => document.querySelectorAll('input[data-must]').forEach(input => {
  const ready = input.value.trim() === input.dataset.must;
  input.form.querySelectorAll('button:not([type="button"])').forEach(button => { button.disabled = !ready; });
});
on('input', 'input[data-must]', match);
onHtmx('htmx:after:swap', match);
match();
