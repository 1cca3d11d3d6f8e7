// Small things about what stands on a page: times that stay true, copying, the label of a chart's mark.
import { $, $$, on, words } from './dom.js';
import { toast } from './toast.js';

const MINUTE = 60_000, HOUR = 3_600_000, DAY = 86_400_000;
const ago = ms => (ms < MINUTE ? words.now : ms < HOUR ? words.minutes.replace('%', Math.floor(ms / MINUTE)) : words.hours.replace('%', Math.floor(ms / HOUR)));
setInterval(() => $$('time[data-ago]').forEach(el => {
  const past = Date.now() - Date.parse(el.dateTime);
  if (past < DAY) el.textContent = ago(past);
}), MINUTE / 2);

on('click', '[data-copy]', async el => {
  const source = el.dataset.copy ? document.getElementById(el.dataset.copy) : el;
  await navigator.clipboard.writeText(source.value ?? source.textContent.trim());
  toast(words.copied, 'good');
});
on('click', '[data-print]', () => print());

// One label for pointer and keyboard. The same numbers are in the mark's name.
const label = Object.assign(document.createElement('div'), { className: 'float', hidden: true, ariaHidden: 'true' });
document.body.append(label);
const line = (name, value, i) => {
  const row = document.createElement('div'), sign = document.createElement('i');
  sign.className = `s${i}`;
  row.append(sign, name, Object.assign(document.createElement('span'), { textContent: value }));
  return row;
};
const show = el => {
  const [title, ...values] = el.dataset.tip.split('|'), names = $$('.legend > span', el.closest('.card') ?? document);
  label.replaceChildren(Object.assign(document.createElement('b'), { textContent: title }), ...values.map((v, i) => line(names[i]?.textContent.trim() ?? '', v, i)));
  label.hidden = false;
  const a = el.getBoundingClientRect(), f = label.getBoundingClientRect();
  label.style.left = `${Math.max(8, Math.min(a.x + a.width / 2 - f.width / 2, innerWidth - f.width - 8))}px`;
  label.style.top = `${Math.max(8, a.y - f.height - 6)}px`;
};
for (const type of ['pointerover', 'focusin']) document.addEventListener(type, ({ target }) => {
  const el = target.closest?.('[data-tip]');
  if (el) show(el); else label.hidden = true;
});
