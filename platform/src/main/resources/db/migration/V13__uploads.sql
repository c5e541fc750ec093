-- Uploads that can be resumed, and what teams say of their submissions.

CREATE TABLE upload (
  -- Random, so that nobody guesses it.
  id          VARCHAR(64)   PRIMARY KEY,
  challenge   VARCHAR(40)   NOT NULL REFERENCES challenge,
  team        BIGINT        NOT NULL REFERENCES team,
  role        VARCHAR(10)   NOT NULL,
  name        VARCHAR(60)   NOT NULL,
  -- What the team says of it, as in submission_statement.
  description TEXT          NOT NULL,
  answers     TEXT          NOT NULL,
  agreed_by   VARCHAR(254),
  agreed_at   TIMESTAMP(3) WITH TIME ZONE,
  terms       VARCHAR(64),
  -- With what right it was begun: the phase, and how much the team may submit in it.
  phase       INTEGER       NOT NULL,
  per_day     INTEGER,
  total       INTEGER,
  -- SHA-256 that the client announced.
  announced   VARCHAR(64),
  length      BIGINT        NOT NULL,
  -- How many bytes have arrived and are on disk.
  received    BIGINT        NOT NULL,
  begun_at    TIMESTAMP(3) WITH TIME ZONE NOT NULL,
  expires_at  TIMESTAMP(3) WITH TIME ZONE NOT NULL,
  -- Which request writes to it, and until when nobody else may.
  writer      VARCHAR(64)   NOT NULL,
  writer_until TIMESTAMP(3) WITH TIME ZONE NOT NULL,
  -- SHA-256 of what arrived, once it is whole.
  archive     VARCHAR(64),
  -- What became of it: why it was refused, or the submission that it is.
  refusal     VARCHAR(1000) NOT NULL,
  submission  BIGINT        REFERENCES submission
);
CREATE INDEX upload_team ON upload (team, challenge);
CREATE INDEX upload_expiry ON upload (expires_at);

-- What a team says of a submission; none of baselines that say nothing.
CREATE TABLE submission_statement (
  submission  BIGINT        PRIMARY KEY REFERENCES submission,
  description TEXT          NOT NULL,
  -- JSON object: the answers to the fact sheet by the names of its fields.
  answers     TEXT          NOT NULL,
  -- Who agreed to the challenge's terms for the team, when, and the SHA-256 of what they said; null where there are none.
  agreed_by   VARCHAR(254),
  agreed_at   TIMESTAMP(3) WITH TIME ZONE,
  terms       VARCHAR(64)
);
