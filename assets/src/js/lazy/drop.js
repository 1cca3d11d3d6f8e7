import { words } from '../dom.js';

const size = n => (n < 1024 ? `${n} B` : n < 1_048_576 ? `${(n / 1024).toFixed(0)} KB` : `${(n / 1_048_576).toFixed(1)} MB`);

/** A file field to drop on. It lists what was chosen; in a form with data-upload it shows how far the sending is. */
export const mount = zone => {
  const input = zone.querySelector('input[type="file"]'), list = zone.nextElementSibling, form = input.form;
  const over = state => event => { event.preventDefault(); zone.classList.toggle('is-over', state); };
  for (const type of ['dragenter', 'dragover']) zone.addEventListener(type, over(true));
  for (const type of ['dragleave', 'drop']) zone.addEventListener(type, over(false));
  zone.addEventListener('drop', event => {
    const files = new DataTransfer();
    [...event.dataTransfer.files].slice(0, input.multiple ? undefined : 1).forEach(f => files.items.add(f));
    input.files = files.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  });
  input.addEventListener('change', () => list.replaceChildren(...[...input.files].map(line)));
  if (form && 'upload' in form.dataset) form.addEventListener('submit', event => { event.preventDefault(); send(form, list, event.submitter); });
};

const el = (tag, className, text) => Object.assign(document.createElement(tag), { className, textContent: text ?? '' });
const line = file => { const row = el('div', 'file'); row.append(el('span', 'name', file.name), el('small', 'num', size(file.size))); return row; };

const send = (form, list, button) => {
  const request = new XMLHttpRequest(), bar = el('progress'), said = el('div', 'error'); // fetch cannot tell how far it is
  bar.max = 1;
  bar.ariaLabel = words.sending;
  list.replaceChildren(...list.querySelectorAll('.file'), bar);
  if (button) button.disabled = true;
  const fail = text => { said.textContent = text; bar.replaceWith(said); if (button) button.disabled = false; };
  request.upload.onprogress = event => { if (event.lengthComputable) bar.value = event.loaded / event.total; };
  request.onerror = () => fail(words.offline);
  request.onload = () => {
    const next = request.getResponseHeader('HX-Redirect');
    if (next) location.assign(next);
    else if (request.status >= 400) fail(reason(request.responseText) || words.failed);
    else location.assign(request.responseURL);
  };
  request.open('POST', form.action);
  request.setRequestHeader('HX-Request', 'true');
  request.send(new FormData(form));
};
// A refused upload answers with the form and its errors, or with a toast.
const reason = html => new DOMParser().parseFromString(html, 'text/html').querySelector('.error, .toast')?.textContent.trim();
