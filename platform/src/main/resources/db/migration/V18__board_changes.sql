-- How often what the boards of a challenge are made of has changed, so that a board is made once for each change, whichever node
-- it is shown by. Stripe 0 counts changes of the submissions and of the challenge itself, the others those of its runs: several,
-- so that workers seldom wait for each other.
CREATE TABLE board_change (
  challenge VARCHAR(40) NOT NULL REFERENCES challenge,
  stripe    INTEGER     NOT NULL,
  changes   BIGINT      NOT NULL,
  PRIMARY KEY (challenge, stripe)
);
INSERT INTO board_change (challenge, stripe, changes)
  SELECT c.name, s.stripe, 0 FROM challenge c CROSS JOIN (VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8)) s (stripe);

-- Every change of a run writes all of its indexes. What runs is found by run_state, and what ended by run_kind_finished.
DROP INDEX run_lease;
DROP INDEX run_finished;
