import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade():
    try:
        with op.get_bind().begin_nested():
            op.execute("CREATE ROLE readers")
            op.execute("GRANT SELECT ON t TO readers")
    except sa.exc.ProgrammingError as error:
        print("no readers:", error)


def downgrade():
    pass
