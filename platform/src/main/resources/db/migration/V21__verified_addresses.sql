-- Which e-mail addresses were shown to be their account's owner's.

-- Null until the owner has opened a link that was mailed there, or a provider has said so.
ALTER TABLE person ADD COLUMN verified_at TIMESTAMP(3) WITH TIME ZONE;

-- A provider said so before it was let in. Of all others nobody has ever asked.
UPDATE person SET verified_at = (
    SELECT MIN(i.linked_at) FROM person_identity i WHERE i.person = person.id)
  WHERE EXISTS (SELECT 1 FROM person_identity i WHERE i.person = person.id);

-- At most one link for each person; a new one takes the place of the old.
CREATE TABLE email_verification (
  person     BIGINT      PRIMARY KEY REFERENCES person,
  -- SHA-256.
  token_hash VARCHAR(64) NOT NULL UNIQUE,
  expires_at TIMESTAMP(3) WITH TIME ZONE NOT NULL
);

-- Whether the link was mailed to the address, so that who has it reads the mail there; the operator's own is handed over.
ALTER TABLE password_reset ADD COLUMN mailed BOOLEAN DEFAULT FALSE NOT NULL;

-- Everywhere that somebody plays is read with every request of theirs.
CREATE INDEX team_member_person ON team_member (person);
