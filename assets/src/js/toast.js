import { $, on, words } from './dom.js';

// Eight seconds, and as long as somebody points at it or is in it.
const watch = el => {
  let timer;
  const hold = () => clearTimeout(timer);
  const arm = () => { hold(); timer = setTimeout(() => el.remove(), 8000); };
  for (const type of ['pointerenter', 'focusin']) el.addEventListener(type, hold);
  for (const type of ['pointerleave', 'focusout']) el.addEventListener(type, arm);
  arm();
};
const stack = $('#toasts');
if (stack) {
  [...stack.children].forEach(watch);
  new MutationObserver(list => list.forEach(m => m.addedNodes.forEach(n => n.nodeType === 1 && watch(n)))).observe(stack, { childList: true });
}
on('click', '[data-dismiss]', el => {
  const box = el.closest('.toast, .banner');
  if (!box) return;
  if (el.hasAttribute('hx-post')) box.hidden = true; // the answer is put in its place from here; the timer removes it
  else box.remove();
});

/** Say something that only the browser knows: no network, copied, unsaved. */
export const toast = (text, tone = 'info') => {
  const el = $('#toast-plain')?.content.firstElementChild.cloneNode(true);
  if (!el || !stack) return;
  el.classList.add(tone);
  $('span', el).textContent = text;
  stack.append(el);
};
