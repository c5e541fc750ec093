-- Requests that were sent with a key, so that repeating one changes nothing; for a day.
CREATE TABLE repeat_key (
  -- SHA-256 of whoever sent the request, by a secret of theirs, and of the key.
  id           VARCHAR(64) PRIMARY KEY,
  -- Who handles the request now; empty when it has been answered.
  holder       VARCHAR(64) NOT NULL,
  -- Until when the holder is waited for.
  held_until   TIMESTAMP(3) WITH TIME ZONE NOT NULL,
  begun_at     TIMESTAMP(3) WITH TIME ZONE NOT NULL,
  -- SHA-256 of the whole request and of what is hashed into id.
  request      VARCHAR(64) NOT NULL,
  -- The answer; the status is 0 where it may not be kept.
  status       INTEGER     NOT NULL,
  content_type VARCHAR(200) NOT NULL,
  location     VARCHAR(2000) NOT NULL,
  body         TEXT        NOT NULL
);
CREATE INDEX repeat_key_begun ON repeat_key (begun_at);
