// The main part arrives after the time the address asked for.
const late = document.getElementById('late-main');
setTimeout(() => {
  document.querySelector('[data-main]').innerHTML = JSON.parse(late.textContent);
  document.dispatchEvent(new CustomEvent('sandbox:shown'));
}, Number(late.dataset.after));
