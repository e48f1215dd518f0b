-- migrate:up
ALTER TABLE app.settings ADD COLUMN changed timestamptz;
ALTER TABLE app."User" ADD COLUMN plan text;

-- migrate:down
ALTER TABLE app."User" DROP COLUMN plan;
ALTER TABLE app.settings DROP COLUMN changed;
