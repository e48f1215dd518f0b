from alembic import op
import sqlalchemy as sa

revision = "0002"
down_revision = "0001"


def upgrade():
    op.add_column("users", sa.Column("phone_number", sa.Text(), nullable=True))
    op.drop_column("users", "phone")


def downgrade():
    op.add_column("users", sa.Column("phone", sa.Text(), nullable=True))
    op.drop_column("users", "phone_number")
