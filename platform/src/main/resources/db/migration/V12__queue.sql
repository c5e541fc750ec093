-- A fair queue, and who or what ended a submission or a run.

-- team, operator, platform or player; null where it has not ended.
ALTER TABLE submission ADD COLUMN actor VARCHAR(10);
-- Whether its runs go before all others: an operator's decision.
ALTER TABLE submission ADD COLUMN raised BOOLEAN DEFAULT FALSE NOT NULL;
UPDATE submission SET actor = 'player' WHERE state = 'refused';
UPDATE submission SET actor = 'platform' WHERE state = 'ranked';

ALTER TABLE run ADD COLUMN actor VARCHAR(10);
-- In whose turn it runs; null where it does not run.
ALTER TABLE run ADD COLUMN turn_of BIGINT;
-- Who made it necessary: the player of it whose image entered the challenge last.
ALTER TABLE run ADD COLUMN owner_role VARCHAR(10) DEFAULT '' NOT NULL;
ALTER TABLE run ADD COLUMN owner_image VARCHAR(71) DEFAULT '' NOT NULL;
UPDATE run SET owner_role = CASE
  WHEN hider_image = '' THEN 'seeker'
  WHEN seeker_image = '' THEN 'hider'
  WHEN (SELECT MIN(h.id) FROM submission h WHERE h.challenge = run.challenge AND h.role = 'hider' AND h.image = run.hider_image)
     > (SELECT MIN(s.id) FROM submission s WHERE s.challenge = run.challenge AND s.role = 'seeker' AND s.image = run.seeker_image)
    THEN 'hider'
  ELSE 'seeker' END;
UPDATE run SET owner_image = CASE WHEN owner_role = 'hider' THEN hider_image ELSE seeker_image END;
UPDATE run SET actor = 'player' WHERE state NOT IN ('queued', 'running', 'lost');
UPDATE run SET actor = 'platform', finished_at = COALESCE(started_at, queued_at) WHERE state = 'lost';

-- The waiting runs, once for every team that they are played for: those that entered the image which made them necessary.
CREATE TABLE queue_entry (
  run    BIGINT      NOT NULL REFERENCES run,
  team   BIGINT      NOT NULL,
  kind   VARCHAR(10) NOT NULL,
  raised BOOLEAN     NOT NULL,
  PRIMARY KEY (run, team)
);
CREATE INDEX queue_entry_turn ON queue_entry (team, raised DESC, kind, run);
CREATE INDEX queue_entry_raised ON queue_entry (raised, kind, run);

-- Whose turn it is. A table of its own, as its rows are locked for every claim.
CREATE TABLE queue_team (
  team     BIGINT  PRIMARY KEY,
  baseline BOOLEAN NOT NULL,
  -- Whether it may have entries; corrected where it has none.
  waiting  BOOLEAN NOT NULL,
  -- How many runs are under way in its turn.
  running  INTEGER NOT NULL,
  -- The larger, the later it had its last turn.
  served   BIGINT  NOT NULL
);
INSERT INTO queue_team (team, baseline, waiting, running, served) SELECT id, baseline, FALSE, 0, 0 FROM team;

-- Waiting runs are found through queue_entry.
DROP INDEX run_queue;
CREATE INDEX run_state ON run (state, challenge, kind);
CREATE INDEX run_hider ON run (challenge, hider_image, state);
CREATE INDEX run_seeker ON run (challenge, seeker_image, state);
CREATE INDEX run_kind_finished ON run (kind, finished_at);
