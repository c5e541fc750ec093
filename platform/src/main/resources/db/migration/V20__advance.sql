-- Entries that go on from a phase into the next: the last one that a submission plays in, and the one for which its team has chosen it.
ALTER TABLE submission ADD COLUMN last_phase INTEGER DEFAULT 0 NOT NULL;
UPDATE submission SET last_phase = phase;
ALTER TABLE submission ADD COLUMN chosen_for INTEGER;
