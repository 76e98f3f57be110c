// A control with data-post sends a form there, with the page's own CSRF word: from the meta on older pages, from the
// cookie on newer ones. data-submit sends the form around it.
const csrf = () =>
  document.querySelector('meta[name="csrf-token"]')?.content ??
  /(?:^|;\s*)csrf_token=([^;]+)/.exec(document.cookie)?.[1] ??
  '';

function post(control) {
  const form = document.createElement('form');
  form.method = 'post';
  form.action = control.dataset.post;
  if (control.dataset.target) form.target = control.dataset.target;
  const add = (name, value) => {
    const input = document.createElement('input');
    input.type = 'hidden';
    input.name = name;
    input.value = value;
    form.append(input);
  };
  add('authenticity_token', csrf());
  for (const id of (control.dataset.items ?? '').split(' ').filter(Boolean)) add('item', id);
  document.body.append(form);
  form.submit();
  form.remove();
}

const press = (event) => {
  const control = event.target.closest('[data-post]');
  if (!control || control.getAttribute('aria-disabled') === 'true') return;
  event.preventDefault();
  post(control);
};

document.addEventListener('click', (event) => {
  press(event);
  event.target.closest('[data-submit]')?.closest('form')?.requestSubmit();
});
document.addEventListener('keydown', (event) => {
  const isSpan = event.target.matches('[role="button"][data-post]');
  if (isSpan && (event.key === 'Enter' || event.key === ' ')) press(event);
});
document.addEventListener('submit', (event) => {
  const field = event.target.querySelector('input[name="authenticity_token"]');
  if (field && field.value === '') field.value = csrf();
});
