// The main part is drawn anew every 100 ms until data-churn of the html element says "stop".
const churn = { text: null };

function drawAnew() {
  if (document.documentElement.dataset.churn === 'stop') return;
  const main = document.querySelector('[data-main]');
  if (main.childElementCount > 0) {
    churn.text ??= main.innerHTML;
    main.innerHTML = churn.text;
  }
  setTimeout(drawAnew, 100);
}
setTimeout(drawAnew, 100);
