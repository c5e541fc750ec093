-- Submissions that are ZIPs in the format of the 2020 challenge. Their "image" is a digest of the ZIP and of the adapter's version.
ALTER TABLE submission ADD COLUMN format VARCHAR(10) DEFAULT 'image' NOT NULL;

-- SHA-256 of what a 2020 hider returned, for 2020 seekers alone; null for the others.
ALTER TABLE release_result ADD COLUMN returned_data_blob VARCHAR(64);
ALTER TABLE release_result ADD COLUMN returned_mask_blob VARCHAR(64);
