import { $, $$, on, onHtmx } from './dom.js';

const rows = () => $$('[data-rows] > [data-href]');
const boxes = () => $$('.rowcheck');
let cursor = -1, last = -1;

/** Move the row cursor by `step`; the row's link takes the focus, so Enter opens it. */
export const move = step => {
  const all = rows();
  if (!all.length) return;
  cursor = Math.max(0, Math.min(cursor + step, all.length - 1));
  all.forEach((row, i) => row.classList.toggle('is-cursor', i === cursor));
  all[cursor].scrollIntoView({ block: 'nearest' });
  $('a', all[cursor])?.focus({ preventScroll: true });
};
export const toggle = () => { $('.rowcheck', rows()[cursor])?.click(); };

const tally = () => {
  const bar = $('#bulk');
  if (!bar) return;
  const all = boxes(), n = all.filter(c => c.checked).length, head = $('#checkall'), whole = $('[data-whole]', bar);
  bar.hidden = !n;
  if (head) { head.checked = n > 0 && n === all.length; head.indeterminate = n > 0 && n < all.length; }
  if (whole) { whole.hidden = n < all.length; if (whole.hidden) $('input', whole).checked = false; }
  $('[data-n]', bar).textContent = whole && $('input', whole).checked ? whole.dataset.whole : n;
};
const set = value => { boxes().forEach(c => { c.checked = value; }); tally(); };
on('click', '.rowcheck', (el, event) => {
  const all = boxes(), here = all.indexOf(el);
  if (event.shiftKey && last >= 0) all.slice(Math.min(last, here), Math.max(last, here) + 1).forEach(c => { c.checked = el.checked; });
  last = here;
});
on('change', '.rowcheck, [data-whole] input', tally);
on('change', '#checkall', el => set(el.checked));
on('click', '[data-clear]', () => set(false));
onHtmx('htmx:after:swap', tally);
tally();

// Column chooser: the order of the list is the order of the columns.
const shift = (el, place, next) => { const item = el.closest('li'), other = item[next]; if (other) { other[place](item); el.focus(); } };
on('click', '[data-up]', el => shift(el, 'before', 'previousElementSibling'));
on('click', '[data-down]', el => shift(el, 'after', 'nextElementSibling'));
