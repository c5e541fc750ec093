-- The differential privacy that a hider claims for a release; null where it claims none.

-- SHA-256 of claim.json.
ALTER TABLE release_result ADD COLUMN claim_blob VARCHAR(64);
-- JSON: what is published of it, as in the API.
ALTER TABLE release_result ADD COLUMN claim VARCHAR(1000);
