// Turning Sign with DocuSign off takes the send button at the foot of the form away; turning it on brings it back.
const kept = new WeakMap();

function apply(control, on) {
  const place = control.closest('form')?.querySelector('[data-send-place]');
  if (!place) return;
  if (!on && place.firstElementChild) {
    kept.set(place, place.innerHTML);
    place.replaceChildren();
  } else if (on && kept.has(place) && !place.firstElementChild) {
    place.innerHTML = kept.get(place);
  }
}

document.addEventListener('change', (event) => {
  if (event.target.matches('input[data-sign]')) apply(event.target, event.target.checked);
});

function flip(control) {
  if (control.getAttribute('aria-disabled') === 'true') return;
  const on = control.getAttribute('aria-checked') !== 'true';
  control.setAttribute('aria-checked', String(on));
  const hidden = control.parentElement.querySelector('input[name="sign"]');
  if (hidden) hidden.value = on ? '1' : '0';
  apply(control, on);
}

document.addEventListener('click', (event) => {
  const control = event.target.closest('[role="switch"][data-sign]:not(input)');
  if (control) flip(control);
});
document.addEventListener('keydown', (event) => {
  if (!event.target.matches('[role="switch"][data-sign]:not(input)')) return;
  if (event.key === ' ' || event.key === 'Enter') {
    event.preventDefault();
    flip(event.target);
  }
});
