-- Second factors, and log-ins at an OpenID provider. A person without a password has an empty password_hash.

CREATE TABLE second_factor (
  person       BIGINT      PRIMARY KEY REFERENCES person,
  -- Base32. As secret as a challenge's seed: it is shown until it is confirmed, and never again.
  secret       VARCHAR(64) NOT NULL,
  -- Null until a code was typed.
  confirmed_at TIMESTAMP(3) WITH TIME ZONE,
  -- The step of time whose code was used last: no code of it or of an earlier one works again.
  last_step    BIGINT      NOT NULL
);

-- A code is deleted when it is used.
CREATE TABLE recovery_code (
  person    BIGINT      NOT NULL REFERENCES person,
  -- SHA-256.
  code_hash VARCHAR(64) NOT NULL,
  PRIMARY KEY (person, code_hash)
);

-- Who has given their password, and still has to give a code.
CREATE TABLE log_in_ticket (
  id_hash    VARCHAR(64) PRIMARY KEY,
  person     BIGINT      NOT NULL REFERENCES person,
  expires_at TIMESTAMP(3) WITH TIME ZONE NOT NULL
);
CREATE INDEX log_in_ticket_person ON log_in_ticket (person);

-- Who somebody is at an OpenID provider.
CREATE TABLE person_identity (
  issuer    VARCHAR(300) NOT NULL,
  subject   VARCHAR(255) NOT NULL,
  person    BIGINT       NOT NULL REFERENCES person,
  linked_at TIMESTAMP(3) WITH TIME ZONE NOT NULL,
  PRIMARY KEY (issuer, subject)
);
CREATE INDEX person_identity_person ON person_identity (person);

-- Who has logged in at the provider, and still has to give the password of the account with their e-mail address.
CREATE TABLE identity_ticket (
  id_hash    VARCHAR(64)  PRIMARY KEY,
  issuer     VARCHAR(300) NOT NULL,
  subject    VARCHAR(255) NOT NULL,
  email      VARCHAR(254) NOT NULL,
  expires_at TIMESTAMP(3) WITH TIME ZONE NOT NULL
);
