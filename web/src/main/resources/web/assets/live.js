// Says when there is news, and leaves the page as it is until somebody asks for it.
(function () {
  'use strict';
  var box = document.querySelector('[data-live]');
  if (!box || !window.EventSource) {
    return;
  }
  var text = document.querySelector('[data-live-text]');
  var standing = document.querySelector('[data-live-standing]');
  var bar = box.querySelector('progress');
  var news = box.querySelector('[data-live-news]');
  var seen = null;
  var source = null;

  function number(value) {
    return value.toLocaleString('en');
  }

  function announce() {
    if (news.firstChild) {
      return;
    }
    var link = document.createElement('a');
    link.href = box.dataset.here;
    link.textContent = 'Show new results';
    news.append('There is news since this page was loaded. ', link);
  }

  function show(progress) {
    if (text && progress.total > 0) {
      text.textContent = progress.settled
        ? 'All ' + number(progress.total) + ' runs have ended.'
        : number(progress.finished) + ' of ' + number(progress.total) + ' runs have ended, '
          + number(progress.running) + ' under way. Ranks can still change.';
    }
    if (standing && progress.total > 0) {
      standing.textContent = progress.settled ? 'Up to date' : 'Preliminary';
      standing.className = 'pill ' + (progress.settled ? 'settled' : 'moving');
    }
    if (bar && progress.total > 0) {
      bar.max = progress.total;
      bar.value = progress.finished;
    }
  }

  function open() {
    source = new EventSource(box.dataset.live);
    source.addEventListener('state', function (event) {
      var progress = JSON.parse(event.data).progress;
      var stamp = progress.finished + '/' + progress.total;
      if (seen === null && box.dataset.total !== undefined) {
        seen = box.dataset.finished + '/' + box.dataset.total;
      }
      if (seen !== null && seen !== stamp) {
        announce();
      }
      seen = stamp;
      show(progress);
    });
    source.addEventListener('changed', function (event) {
      var progress = JSON.parse(event.data).progress;
      seen = progress.finished + '/' + progress.total;
      show(progress);
      announce();
    });
  }

  // A page that nobody looks at leaves its connection to the others.
  function follow() {
    if (document.hidden && source) {
      source.close();
      source = null;
    } else if (!document.hidden && !source) {
      open();
    }
  }
  document.addEventListener('visibilitychange', follow);
  follow();
})();
