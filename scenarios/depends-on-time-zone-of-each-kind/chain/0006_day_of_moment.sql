-- migrate:up
INSERT INTO days SELECT 100000 + id, at::date FROM visits WHERE id > 0 AND isfinite(at) ON CONFLICT DO NOTHING;

-- migrate:down
DELETE FROM days WHERE id > 100000;
