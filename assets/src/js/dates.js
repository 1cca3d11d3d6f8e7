// Browsers write a chosen day in their own way, 12/01/2025 on a page that says 1 Dec 2025. While nobody types in the
// field, the page's way stands there; the field itself keeps its value, its calendar and its keys.
import { $$, onHtmx, words } from './dom.js';

const FIELDS = 'input[type="date"], input[type="datetime-local"]', chinese = document.documentElement.lang.startsWith('zh');
const written = value => {
  const [date, time = ''] = value.split('T'), [year, month, day] = date.split('-').map(Number);
  const name = new Date(Date.UTC(2000, month - 1)).toLocaleString('en-US', { month: 'short', timeZone: 'UTC' });
  return `${chinese ? date : `${day} ${name} ${year}`} ${time}`.trim();
};
const say = field => { field.dataset.said = field.value ? written(field.value) : words.day; };
const sayAll = () => $$(FIELDS).forEach(say);

sayAll();
onHtmx('htmx:after:swap', sayAll);
for (const type of ['input', 'change', 'focusout']) document.addEventListener(type, ({ target }) => { if (target.matches?.(FIELDS)) say(target); });
document.addEventListener('reset', () => setTimeout(sayAll));
