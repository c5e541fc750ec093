-- The leak audit that a challenge opened with; for organisers only.
CREATE TABLE challenge_audit (
  challenge  VARCHAR(40)   PRIMARY KEY REFERENCES challenge,
  -- JSON: the findings with their numbers.
  report     TEXT          NOT NULL,
  -- Why the challenge opened in spite of a blocking finding; empty where nothing blocked it.
  overridden VARCHAR(1000) NOT NULL,
  audited_at TIMESTAMP(3) WITH TIME ZONE NOT NULL
);
