from alembic import op
import sqlalchemy as sa

revision = "0006"
down_revision = "0005"


def upgrade():
    # pgstair: loses users.fax
    op.add_column("users", sa.Column("website", sa.Text()))
    op.drop_column("users", "fax")


def downgrade():
    op.add_column("users", sa.Column("fax", sa.Text()))
    op.drop_column("users", "website")
