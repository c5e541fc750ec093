-- What a hider released on a half of the public patients, for seekers to learn from. Nobody scores it.

CREATE TABLE shadow_result (
  run          BIGINT PRIMARY KEY REFERENCES run,
  -- SHA-256 of the four arrays.
  values_blob  VARCHAR(64) NOT NULL,
  times_blob   VARCHAR(64) NOT NULL,
  lengths_blob VARCHAR(64) NOT NULL,
  statics_blob VARCHAR(64) NOT NULL
);
