// What every page gets. Pages read and submit without it; it makes them quick. Nothing here evaluates text as code.
import htmx from './htmx.js';
import './preferences.js';
import './popover.js';
import './palette.js';
import './toast.js';
import './edit.js';
import './list.js';
import './dialog.js';
import './form.js';
import './dates.js';
import './keys.js';
import './page.js';
import './lazy.js';

// htmx would begin in a task of its own, and what is typed until then would be lost: our keys answer already.
htmx.initialize();
