import htmx from 'htmx.org';
import { $, onHtmx, token, words } from './dom.js';
import { toast } from './toast.js';

onHtmx('htmx:config:request', ctx => { (ctx.request ?? ctx).headers['X-CSRFToken'] = token(); });

// A thin bar for what takes longer than a moment; polling stays silent.
let running = 0;
const count = step => ctx => {
  if (ctx.sourceEvent?.type === 'every') return;
  running = Math.max(0, running + step);
  const bar = $('#busy');
  if (bar) bar.hidden = !running;
};
onHtmx('htmx:before:request', count(1));
onHtmx('htmx:finally:request', count(-1));
onHtmx('htmx:error', ctx => { if (ctx.error instanceof TypeError) toast(words.offline, 'bad'); });

export default htmx;
