-- Closing a challenge: from closed_at on nobody enters; at revealed_at all has been played, and what was committed to is shown.
ALTER TABLE challenge ADD COLUMN closed_at TIMESTAMP(3) WITH TIME ZONE;
ALTER TABLE challenge ADD COLUMN revealed_at TIMESTAMP(3) WITH TIME ZONE;

-- What a challenge committed to when it was opened. Challenges that were open before have none.
CREATE TABLE commitment (
  challenge VARCHAR(40) NOT NULL REFERENCES challenge,
  item      VARCHAR(40) NOT NULL,
  -- 64 hexadecimal digits; never leaves the platform before the reveal.
  salt      VARCHAR(64) NOT NULL,
  -- SHA-256 of the salt's bytes and the item's content.
  sha256    VARCHAR(64) NOT NULL,
  PRIMARY KEY (challenge, item)
);
