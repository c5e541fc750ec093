-- All that is told about matches and releases. Empty for what was scored before it was kept.

-- JSON, as in the API.
ALTER TABLE match_result ADD COLUMN report TEXT;

ALTER TABLE release_result ADD COLUMN report TEXT;
-- Whether it passes the gate of 2020; empty also where the challenge lists neither facet that the gate is made of.
ALTER TABLE release_result ADD COLUMN gate_2020 BOOLEAN;
-- JSON: which patients of the release nearly copy which member. In a column of its own, as only organisers may see it.
ALTER TABLE release_result ADD COLUMN near_copies TEXT;
