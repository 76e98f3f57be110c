// A grid that keeps only the rows in view and re-uses them while it is scrolled, as AG Grid does.
const ROW_HEIGHT = 42;

function start(root) {
  if (root.dataset.started) return;
  root.dataset.started = 'yes';
  const list = JSON.parse(root.dataset.virtualList);
  const viewport = root.querySelector('.ag-body-viewport');
  const container = root.querySelector('.ag-body-container');
  const columns = ['number', 'title', 'status', 'amount', 'action'];
  const header = root.querySelector('.ag-header');
  header.replaceChildren(
    ...columns.map((column, at) => {
      const cell = document.createElement('div');
      cell.className = 'ag-header-cell';
      cell.setAttribute('role', 'columnheader');
      cell.setAttribute('col-id', column);
      cell.textContent = list.columns[at];
      return cell;
    }),
  );
  container.style.height = `${list.rows * ROW_HEIGHT}px`;
  const rows = [];

  const newRow = () => {
    const row = document.createElement('div');
    row.className = 'ag-row';
    row.setAttribute('role', 'row');
    for (const column of columns) {
      const cell = document.createElement('div');
      cell.className = 'ag-cell';
      cell.setAttribute('role', 'gridcell');
      cell.setAttribute('col-id', column);
      row.append(cell);
    }
    const button = document.createElement('button');
    button.type = 'button';
    button.className = list.buttonClass;
    button.append(document.createElement('span'));
    row.lastElementChild.append(button);
    const link = document.createElement('a');
    link.dataset.shell = '';
    row.firstElementChild.append(link);
    container.append(row);
    rows.push(row);
    return row;
  };

  const valueOf = (at) =>
    list.items?.[at] ?? {
      number: `SC-${at}`,
      title: `Package ${at}`,
      status: list.status,
      amount: `$${at * 10}.00`,
      address: `${list.address}/${at}`,
    };

  const draw = () => {
    const first = Math.max(0, Math.floor(viewport.scrollTop / ROW_HEIGHT) - 2);
    const visible = Math.min(Math.ceil(viewport.clientHeight / ROW_HEIGHT) + 4, list.rows);
    while (rows.length < visible) newRow();
    rows.forEach((row, slot) => {
      const at = first + ((slot - (first % rows.length) + rows.length) % rows.length);
      row.hidden = at >= list.rows;
      if (row.hidden) return;
      const value = valueOf(at);
      row.setAttribute('row-index', String(at));
      row.style.transform = `translateY(${at * ROW_HEIGHT}px)`;
      const [number, title, status, amount, action] = row.children;
      number.firstElementChild.textContent = value.number;
      number.firstElementChild.href = value.address;
      title.textContent = value.title;
      status.textContent = value.status;
      amount.textContent = value.amount;
      action.querySelector('span').textContent = list.label;
    });
    root.dataset.rowsShown = String(rows.filter((row) => !row.hidden).length);
  };

  viewport.addEventListener('scroll', () => requestAnimationFrame(draw));
  draw();
}

const startAll = () => {
  for (const root of document.querySelectorAll('[data-virtual-list]')) start(root);
};
document.addEventListener('sandbox:shown', startAll);
startAll();
