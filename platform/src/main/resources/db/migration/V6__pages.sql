-- The pages of challenges besides their overviews. They are written before their challenge, so that a challenge that is there has
-- all of them; hence no reference.
CREATE TABLE challenge_page (
  challenge VARCHAR(40)  NOT NULL,
  slug      VARCHAR(60)  NOT NULL,
  title     VARCHAR(120) NOT NULL,
  markdown  TEXT         NOT NULL,
  PRIMARY KEY (challenge, slug)
);
