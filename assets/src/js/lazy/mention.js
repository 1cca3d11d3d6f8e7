// @ in a text offers people; choosing one writes the name, and its id goes along as `mentions`.
import { $$ } from '../dom.js';
import { pick, steer } from '../options.js';

const WORD = /(?:^|[\s，。、；：！？（(])@([^\s@，。、；：！？()（）]{0,30})$/;

export const mount = field => {
  const list = document.getElementById(field.getAttribute('aria-controls'));
  const options = () => $$('[role="option"]', list);
  const close = () => { list.hidden = true; field.removeAttribute('aria-activedescendant'); };
  let asked = 0;

  const offer = async () => {
    const word = WORD.exec(field.value.slice(0, field.selectionStart))?.[1];
    const turn = ++asked;
    if (word === undefined) { close(); return; }
    const answer = await fetch(`${field.dataset.mentions}?q=${encodeURIComponent(word)}`, { headers: { 'HX-Request': 'true' } });
    const html = await answer.text();
    if (turn !== asked || !answer.ok) return;
    list.innerHTML = html; // our own server's escaped fragment, as every other one
    list.hidden = !options().length;
    pick(options(), 0, field);
  };
  const choose = option => {
    const start = field.value.slice(0, field.selectionStart).replace(/@[^@]*$/, `@${option.dataset.name} `);
    field.value = start + field.value.slice(field.selectionStart);
    field.setSelectionRange(start.length, start.length);
    keep(field, option.dataset);
    close();
    field.focus();
  };

  field.addEventListener('input', event => { if (!event.isComposing) offer(); });
  field.addEventListener('compositionend', offer);
  field.addEventListener('keydown', event => {
    if (list.hidden || event.ctrlKey || event.metaKey) return;
    if (steer(options(), field, event)) return;
    if (event.key === 'Escape') { event.preventDefault(); event.stopPropagation(); close(); }
  });
  field.addEventListener('blur', () => setTimeout(close, 150));
  list.addEventListener('mousedown', event => event.preventDefault());
  list.addEventListener('click', event => { const option = event.target.closest('[role="option"]'); if (option) choose(option); });
  field.form?.addEventListener('submit', () => forget(field), true);
};

const keep = (field, { id, name }) => {
  const input = Object.assign(document.createElement('input'), { type: 'hidden', name: 'mentions', value: id });
  input.dataset.name = name;
  field.form?.append(input);
};
const forget = field => $$('input[name="mentions"]', field.form).forEach(input => { if (!field.value.includes(`@${input.dataset.name}`)) input.remove(); });
