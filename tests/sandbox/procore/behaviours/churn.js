// The main part is drawn anew every 100 ms until data-churn of the html element says "stop".
const churn = { text: null };

/** As the page was made: what an extension has put into it meanwhile is none of the page's own templates. */
function template(main) {
  const copy = main.cloneNode(true);
  for (const foreign of copy.querySelectorAll('countersign-badge')) foreign.remove();
  return copy.innerHTML;
}

function drawAnew() {
  if (document.documentElement.dataset.churn === 'stop') return;
  const main = document.querySelector('[data-main]');
  if (main.childElementCount > 0) {
    churn.text ??= template(main);
    main.innerHTML = churn.text;
  }
  setTimeout(drawAnew, 100);
}
setTimeout(drawAnew, 100);
