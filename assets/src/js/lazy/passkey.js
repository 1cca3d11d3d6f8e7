import { $ } from '../dom.js';

// Passkeys: the server's JSON in, the browser's ceremony, its JSON into the form's hidden field `credential`.
const bytes = text => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), c => c.charCodeAt(0));
const text = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
const ids = list => list?.map(item => ({ ...item, id: bytes(item.id) }));

export const decode = ({ publicKey: key }) => ({
  publicKey: {
    ...key, challenge: bytes(key.challenge),
    ...(key.user && { user: { ...key.user, id: bytes(key.user.id) } }),
    ...(key.excludeCredentials && { excludeCredentials: ids(key.excludeCredentials) }),
    ...(key.allowCredentials && { allowCredentials: ids(key.allowCredentials) }),
  },
});
export const encode = found => {
  const response = {};
  for (const name of ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle']) if (found.response[name]) response[name] = text(found.response[name]);
  if (found.response.getTransports) response.transports = found.response.getTransports();
  return { type: found.type, id: found.id, rawId: text(found.rawId), authenticatorAttachment: found.authenticatorAttachment, response, clientExtensionResults: found.getClientExtensionResults() };
};

/** A form with data-passkey="create" or "get": options from the JSON block it names, else asked from its action. */
export const mount = form => {
  if (!window.PublicKeyCredential) { form.hidden = form.dataset.optional !== undefined; return; }
  form.addEventListener('submit', async event => {
    event.preventDefault();
    const said = $('[data-passkey-error]', form);
    if (said) said.hidden = true;
    try {
      form.elements.credential.value = JSON.stringify(encode(await ceremony(form)));
      form.submit();
    } catch (error) {
      if (said) said.hidden = false; else throw error;
    }
  });
};
const ceremony = async form => {
  const block = form.dataset.options && $(`#${form.dataset.options}`);
  const facts = block ? JSON.parse(block.textContent) : await (await fetch(form.action, { headers: { Accept: 'application/json' } })).json();
  const options = decode(facts.creation_options ?? facts.request_options ?? facts);
  if (form.dataset.passkey !== 'create') return navigator.credentials.get(options);
  const passwordless = form.elements.passwordless?.checked, wish = (options.publicKey.authenticatorSelection ??= {});
  if (passwordless !== undefined) Object.assign(wish, { residentKey: passwordless ? 'required' : 'discouraged', requireResidentKey: passwordless });
  if (passwordless) wish.userVerification = 'required';
  return navigator.credentials.create(options);
};
