-- What a challenge has passed of its timetable: each switch once, whoever noticed it first. A clock that is set back takes none back.
CREATE TABLE phase_switch (
  challenge   VARCHAR(40) NOT NULL REFERENCES challenge,
  -- The place in the timetable, from 1 without gaps.
  step        INTEGER     NOT NULL,
  phase       VARCHAR(40) NOT NULL,
  -- 'start', 'freeze' or 'end'.
  event       VARCHAR(10) NOT NULL,
  due_at      TIMESTAMP(3) WITH TIME ZONE NOT NULL,
  switched_at TIMESTAMP(3) WITH TIME ZONE NOT NULL,
  PRIMARY KEY (challenge, step)
);

-- The phase that a submission counts for, from 1; 0 where the challenge has none, and of baselines, which play in all.
ALTER TABLE submission ADD COLUMN phase INTEGER DEFAULT 0 NOT NULL;
CREATE INDEX submission_quota ON submission (challenge, team, role, phase);
