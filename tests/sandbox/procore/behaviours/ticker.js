// Unrelated figures change in every frame until data-ticker of the html element says "stop".
const cells = Array.from({ length: 200 }, () => {
  const cell = document.createElement('span');
  cell.append('0');
  return cell;
});
document.querySelector('[data-ticker-cells]').append(...cells);

function tick() {
  if (document.documentElement.dataset.ticker === 'stop') return;
  for (const cell of cells) cell.firstChild.nodeValue = String(Math.floor(Math.random() * 1000));
  requestAnimationFrame(tick);
}
requestAnimationFrame(tick);
