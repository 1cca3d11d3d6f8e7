/** Mark one of a list's options as the one Enter takes. */
export const pick = (options, n, input) => {
  options.forEach((o, i) => o.setAttribute('aria-selected', i === n));
  options[n]?.scrollIntoView({ block: 'nearest' });
  input.setAttribute('aria-activedescendant', options[n]?.id ?? '');
};

/** Arrow keys and Enter over a list of options; true when the key was ours. */
export const steer = (options, input, event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.isComposing || !options.length || !(step || event.key === 'Enter')) return false;
  event.preventDefault();
  const now = options.findIndex(o => o.getAttribute('aria-selected') === 'true');
  if (!step) options[Math.max(0, now)].click();
  else pick(options, now < 0 ? (step > 0 ? 0 : options.length - 1) : (now + step + options.length) % options.length, input);
  return true;
};
