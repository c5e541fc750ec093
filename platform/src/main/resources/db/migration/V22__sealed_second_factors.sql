-- Secrets of second factors are sealed under a key that is not in the database: KEY-ID.BASE64URL of nonce, AES-256-GCM
-- ciphertext and tag. What is still in base32 is sealed when a platform starts.
ALTER TABLE second_factor ALTER COLUMN secret SET DATA TYPE VARCHAR(200);
