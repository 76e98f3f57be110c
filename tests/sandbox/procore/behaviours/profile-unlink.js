// The red x only marks the link for removal; Update asks, OK removes it, Cancel and a second press on x take it back.
const formOf = (element) => element.closest('[data-profile]');
const field = (form) => form.querySelector('.link-row input[name="docusign_unlink"]');

function mark(form, marked) {
  const unlink = form.querySelector('.link-row [data-unlink]');
  if (!unlink) return;
  field(form).value = marked ? '1' : '0';
  unlink.setAttribute('aria-pressed', String(marked));
  form.querySelector('.link-row').classList.toggle('marked', marked);
}

const showConfirm = (form, open) => {
  form.querySelector('[data-confirm]').hidden = !open;
  if (open) form.querySelector('[data-confirm-ok]').focus();
};

document.addEventListener('click', (event) => {
  const form = formOf(event.target);
  if (!form) return;
  if (event.target.closest('.link-row [data-unlink]')) mark(form, field(form).value !== '1');
  if (event.target.closest('[data-confirm-cancel]')) showConfirm(form, false);
  if (event.target.closest('[data-confirm-ok]')) {
    form.dataset.confirmed = 'yes';
    form.requestSubmit();
  }
});

document.addEventListener('keydown', (event) => {
  const form = formOf(event.target);
  if (!form) return;
  if (event.key === 'Escape') showConfirm(form, false);
  if (event.target.matches('a[data-unlink]') && (event.key === 'Enter' || event.key === ' ')) {
    event.preventDefault();
    mark(form, field(form).value !== '1');
  }
});

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!form.matches('[data-profile]') || field(form)?.value !== '1' || form.dataset.confirmed === 'yes')
    return;
  event.preventDefault();
  showConfirm(form, true);
});
