-- migrate:up
ALTER TABLE "User" ADD COLUMN plan text;

-- migrate:down
ALTER TABLE "User" DROP COLUMN plan;
