"""jobs"""
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.execute("CREATE TYPE state AS ENUM ('new', 'done')")
    op.execute("CREATE TABLE jobs (id int PRIMARY KEY, state state NOT NULL, changed timestamptz)")
    op.execute("CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS "
               "'BEGIN NEW.changed := now(); RETURN NEW; END'")
    op.execute("CREATE TRIGGER stamp BEFORE UPDATE ON jobs FOR EACH ROW EXECUTE FUNCTION stamp()")


def downgrade():
    op.execute("DROP TABLE jobs")
    op.execute("DROP FUNCTION stamp()")
    op.execute("DROP TYPE state")
