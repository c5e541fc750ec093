-- What ended since the last look, for /metrics.
CREATE INDEX run_finished ON run (finished_at);
