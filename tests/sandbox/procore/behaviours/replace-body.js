// The whole body is replaced by a new one, once, after loading.
setTimeout(() => {
  const text = document.body.innerHTML;
  const body = document.createElement('body');
  body.className = document.body.className;
  body.innerHTML = text;
  document.body.replaceWith(body);
  document.documentElement.dataset.bodyReplaced = 'yes';
}, 150);
