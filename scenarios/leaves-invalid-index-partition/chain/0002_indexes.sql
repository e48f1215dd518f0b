-- migrate:up
CREATE INDEX measures_at ON ONLY measures (at);
CREATE INDEX measures_2025_at ON measures_2025 (at);
ALTER INDEX measures_at ATTACH PARTITION measures_2025_at;
CREATE INDEX measures_2026_at ON measures_2026 (at);
CREATE INDEX measures_value ON ONLY measures (value);
CREATE INDEX measures_2025_value ON measures_2025 (value);
ALTER INDEX measures_value ATTACH PARTITION measures_2025_value;

-- migrate:down
DROP INDEX measures_value;
DROP INDEX measures_2026_at;
DROP INDEX measures_at;
