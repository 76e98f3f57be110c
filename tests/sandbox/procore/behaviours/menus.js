// A button with data-menu opens and closes the element of that id; a press elsewhere or Escape closes it.
const menuOf = (button) => document.getElementById(button.dataset.menu);

function set(button, open) {
  const menu = menuOf(button);
  if (!menu) return;
  menu.hidden = !open;
  button.setAttribute('aria-expanded', String(open));
}

document.addEventListener('click', (event) => {
  const pressed = event.target.closest('[data-menu]');
  for (const button of document.querySelectorAll('[data-menu]')) {
    const inside = menuOf(button)?.contains(event.target);
    if (button === pressed) set(button, menuOf(button)?.hidden === true);
    else if (!inside) set(button, false);
  }
});

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape')
    for (const button of document.querySelectorAll('[data-menu]')) set(button, false);
});
