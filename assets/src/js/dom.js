export const $ = (selector, root = document) => root.querySelector(selector);
export const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
export const on = (type, selector, act) => document.addEventListener(type, event => {
  const el = event.target.closest?.(selector);
  if (el) act(el, event);
});

/** htmx says `htmx:after:swap` in version 4 and `htmx:afterSwap` in 2; we listen to both. */
export const onHtmx = (name, act) => [name, name.replace(/:(\w)(?=\w*$)/, (_, c) => c.toUpperCase())].forEach(spelling =>
  document.addEventListener(spelling, event => act(event.detail.ctx ?? event.detail, event)));

/** Words that scripts say, in the reader's language; the layout writes them. */
export const words = JSON.parse($('#words')?.textContent || '{}');
export const token = () => $('meta[name="csrf-token"]')?.content ?? '';
export const isTyping = event => event.target.closest('input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]');
