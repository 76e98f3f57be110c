// A long plain table, 250 rows a frame. data-rows-done of the table says when it is complete.
for (const table of document.querySelectorAll('[data-rows-in-pieces]')) {
  const { rows, label, address, status } = JSON.parse(table.dataset.rowsInPieces);
  const body = table.tBodies[0];

  const row = (at) => {
    const line = document.createElement('tr');
    line.dataset.qa = 'tableRow';
    line.dataset.qaRownum = `tableRow${at}`;
    line.dataset.id = String(at);
    const link = document.createElement('a');
    link.href = `${address}/${at}`;
    link.textContent = `SC-${at}`;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'btn';
    button.textContent = label;
    for (const content of [link, `Package ${at}`, status, `$${at * 10}.00`, button]) {
      const cell = document.createElement('td');
      cell.append(content);
      line.append(cell);
    }
    return line;
  };

  const fill = (from) => {
    const until = Math.min(from + 250, rows);
    const piece = document.createDocumentFragment();
    for (let at = from; at < until; at += 1) piece.append(row(at));
    body.append(piece);
    if (until < rows) requestAnimationFrame(() => fill(until));
    else table.dataset.rowsDone = String(rows);
  };
  requestAnimationFrame(() => fill(0));
}
