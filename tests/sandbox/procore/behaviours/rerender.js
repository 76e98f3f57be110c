// The main part is thrown away and drawn anew as often as the address asked for, once every 50 ms.
const rerender = {
  left: Number(document.querySelector('meta[name="sandbox-rerender"]').content),
  text: null,
};

function drawAgain() {
  const main = document.querySelector('[data-main]');
  // Nothing is drawn yet on a page that is late.
  if (main.childElementCount > 0) {
    rerender.text ??= main.innerHTML;
    main.innerHTML = rerender.text;
    rerender.left -= 1;
  }
  document.documentElement.dataset.rerendersLeft = String(rerender.left);
  if (rerender.left > 0) setTimeout(drawAgain, 50);
}
setTimeout(drawAgain, 50);
