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

  function announce() {
    if (news.firstChild) {
      return;
    }
    var link = document.createElement('a');
    link.href = box.dataset.here;
    link.textContent = 'Show new results';
    news.append('There is news since this page was loaded. ', link);
  }

  function show(news) {
    if (text) {
      text.textContent = news.summary;
    }
    if (standing) {
      standing.textContent = news.standing;
      standing.className = 'pill '
        + (news.progress.total === 0 ? 'quiet' : news.progress.settled ? 'settled' : 'moving');
    }
    if (bar && news.progress.total > 0) {
      bar.max = news.progress.total;
      bar.value = news.progress.finished;
    }
  }

  function open() {
    source = new EventSource(box.dataset.live);
    source.addEventListener('state', function (event) {
      var news = JSON.parse(event.data);
      var stamp = news.progress.finished + '/' + news.progress.total;
      if (seen === null && box.dataset.total !== undefined) {
        seen = box.dataset.finished + '/' + box.dataset.total;
      }
      if (seen !== null && seen !== stamp) {
        announce();
      }
      seen = stamp;
      show(news);
    });
    source.addEventListener('changed', function (event) {
      var news = JSON.parse(event.data);
      seen = news.progress.finished + '/' + news.progress.total;
      show(news);
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
