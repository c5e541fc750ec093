// Sends a file in parts, so that a cut, a pause or a reload costs nothing that has arrived. Without it the form sends itself.
(function () {
  'use strict';
  var form = document.querySelector('form[data-submit]');
  var box = document.querySelector('[data-box]');
  if (!box || !window.fetch || !window.TextEncoder) {
    return;
  }
  var said = box.querySelector('[data-said]');
  var bar = box.querySelector('[data-bar]');
  var button = box.querySelector('[data-pause]');
  var field = document.querySelector('input[name=form]');
  var PART = 64 * 1024 * 1024;
  var LONGEST_PAUSE = 30;
  var upload = null;

  function headers(more) {
    var all = {'Tus-Resumable': '1.0.0', 'X-Form-Key': field ? field.value : ''};
    Object.keys(more || {}).forEach(function (name) { all[name] = more[name]; });
    return all;
  }

  function base64(text) {
    var binary = '';
    new TextEncoder().encode(text).forEach(function (byte) { binary += String.fromCharCode(byte); });
    return btoa(binary);
  }

  function size(bytes) {
    return (bytes / 1048576).toFixed(1) + ' MiB';
  }

  function tell(text, bad) {
    box.hidden = false;
    box.className = bad ? 'upload said bad' : 'upload';
    if (said.textContent !== text) {
      said.textContent = text;
    }
  }

  function lock(locked) {
    if (form) {
      Array.prototype.forEach.call(form.elements, function (one) { one.disabled = locked; });
    }
    document.querySelectorAll('[data-upload]').forEach(function (one) { one.disabled = locked; });
  }

  function fail(text) {
    tell(text, true);
    button.hidden = true;
    lock(false);
    upload = null;
  }

  function detail(text, otherwise) {
    try {
      return JSON.parse(text).detail || otherwise;
    } catch (e) {
      return otherwise;
    }
  }

  function show(offset) {
    bar.max = upload.file.size;
    bar.value = offset;
    tell(size(offset) + ' of ' + size(upload.file.size) + ' have arrived ('
      + Math.floor(100 * offset / upload.file.size) + ' %).');
  }

  function retry() {
    if (!upload || upload.paused) {
      return;
    }
    upload.failures += 1;
    var pause = Math.min(LONGEST_PAUSE, Math.pow(2, upload.failures - 1));
    tell('The connection broke; trying again in ' + pause + ' s. What has arrived stays.');
    upload.timer = setTimeout(resume, pause * 1000);
  }

  // Asks how far it is, and goes on from there.
  function resume() {
    var current = upload;
    fetch(current.url, {method: 'HEAD', headers: headers()}).then(function (answer) {
      if (upload !== current || current.paused) {
        return;
      }
      if (answer.ok) {
        current.offset = Number(answer.headers.get('Upload-Offset'));
        next();
      } else if (answer.status === 404) {
        fail('This upload has expired or was deleted; begin a new one.');
      } else if (answer.status === 401) {
        fail('Your session is over; log in again, and choose the file again: what has arrived stays.');
      } else {
        retry();
      }
    }, retry);
  }

  function next() {
    if (upload.offset >= upload.file.size) {
      complete();
      return;
    }
    show(upload.offset);
    var current = upload;
    var request = new XMLHttpRequest();
    current.request = request;
    request.open('PATCH', current.url);
    var all = headers({
      'Upload-Offset': String(current.offset),
      'Content-Type': 'application/offset+octet-stream'
    });
    Object.keys(all).forEach(function (name) { request.setRequestHeader(name, all[name]); });
    request.upload.onprogress = function (event) {
      if (upload === current && !current.paused) {
        show(current.offset + event.loaded);
      }
    };
    request.onload = function () {
      if (upload !== current || current.paused) {
        return;
      }
      if (request.status === 204) {
        current.failures = 0;
        current.offset = Number(request.getResponseHeader('Upload-Offset'));
        next();
      } else if (request.status === 409 || request.status === 423 || request.status >= 500) {
        retry();
      } else {
        fail(detail(request.responseText, 'The upload was refused.'));
      }
    };
    request.onerror = retry;
    request.send(current.file.slice(current.offset, Math.min(current.offset + PART, current.file.size)));
  }

  function complete() {
    var current = upload;
    bar.removeAttribute('value');
    button.hidden = true;
    tell('All has arrived. The platform is looking at the file.');
    fetch(current.url + '/submission', {method: 'POST', headers: headers()}).then(function (answer) {
      return answer.text().then(function (text) {
        if (answer.status === 201) {
          window.location.assign('/submissions/' + JSON.parse(text).id);
        } else if (answer.status === 423 || answer.status >= 500) {
          retry();
        } else {
          fail(detail(text, 'The file was refused.'));
        }
      });
    }, retry);
  }

  function start(url, file) {
    upload = {url: url, file: file, offset: 0, failures: 0, paused: false, request: null, timer: 0};
    lock(true);
    button.hidden = false;
    button.textContent = 'Pause';
    tell('Beginning.');
    resume();
  }

  button.addEventListener('click', function () {
    if (!upload) {
      return;
    }
    upload.paused = !upload.paused;
    button.textContent = upload.paused ? 'Go on' : 'Pause';
    clearTimeout(upload.timer);
    if (upload.paused) {
      if (upload.request) {
        upload.request.abort();
      }
      tell('Paused. What has arrived stays for two days.');
    } else {
      resume();
    }
  });

  if (form) {
    form.addEventListener('submit', function (event) {
      event.preventDefault();
      var file = form.elements.archive.files[0];
      if (upload || !file) {
        return;
      }
      var pairs = [];
      new FormData(form).forEach(function (value, name) {
        if (typeof value === 'string' && name !== 'form') {
          pairs.push(name + ' ' + base64(value));
        }
      });
      lock(true);
      tell('Beginning.');
      fetch('/api/v1/challenges/' + form.dataset.submit + '/uploads', {
        method: 'POST',
        headers: headers({'Upload-Length': String(file.size), 'Upload-Metadata': pairs.join(',')})
      }).then(function (answer) {
        return answer.text().then(function (text) {
          if (answer.status === 201) {
            start(answer.headers.get('Location'), file);
          } else {
            fail(detail(text, 'The upload was refused.'));
          }
        });
      }, function () {
        fail('The platform does not answer; try again.');
      });
    });
  }

  document.querySelectorAll('[data-upload]').forEach(function (input) {
    input.parentNode.hidden = false;
    input.addEventListener('change', function () {
      var file = input.files[0];
      if (upload || !file) {
        return;
      }
      if (file.size !== Number(input.dataset.length)) {
        fail('This is another file: it has ' + file.size + ' bytes, and the upload has '
          + input.dataset.length + '.');
        return;
      }
      start('/api/v1/uploads/' + input.dataset.upload, file);
    });
  });
})();
