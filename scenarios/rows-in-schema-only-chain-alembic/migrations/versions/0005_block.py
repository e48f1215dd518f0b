from alembic import op
import sqlalchemy as sa

revision = "0005"
down_revision = "0004"


def upgrade():
    op.execute("""
        DO $$ BEGIN
            UPDATE users SET mail = NULL WHERE mail = '';
        END $$
    """)


def downgrade():
    pass
