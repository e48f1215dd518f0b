-- migrate:up
ALTER FUNCTION bare(text) RENAME TO plain;

-- migrate:down
ALTER FUNCTION plain(text) RENAME TO bare;
