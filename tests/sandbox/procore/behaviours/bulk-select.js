// Send to DocuSign® wakes up when rows are ticked, and greys with a tooltip when one has no Invoice Contact.
function refresh() {
  const send = document.querySelector('[data-bulk-send]');
  if (!send) return;
  const ticked = [...document.querySelectorAll('[data-bulk-row]')].filter((box) => box.checked);
  const missing = ticked.some((box) => box.dataset.contact !== '1');
  send.disabled = ticked.length === 0;
  if (missing) {
    send.setAttribute('aria-disabled', 'true');
    send.title = send.dataset.noContact;
  } else {
    send.removeAttribute('aria-disabled');
    send.removeAttribute('title');
  }
  if (ticked.length > 0 && !missing) {
    send.dataset.post = send.dataset.bulkSend;
    send.dataset.items = ticked.map((box) => box.dataset.bulkRow).join(' ');
  } else {
    delete send.dataset.post;
    delete send.dataset.items;
  }
}

document.addEventListener('change', (event) => {
  if (event.target.matches('[data-bulk-row]')) refresh();
});
// The shell may have put the list in place without a load.
document.addEventListener('sandbox:shown', refresh);
refresh();
